import { randomUUID } from "node:crypto";
import { hashBrowserKey, newBrowserKey } from "@/lib/request/browser-key";
import type { Locale } from "@/lib/i18n/locales";
import { activateRegistration } from "@/lib/registration/activate";
import { register } from "@/lib/registration/register";
import { db } from "@/lib/db";
import { currentCode } from "@/lib/verification/code";
import { deliveryBinding } from "@/lib/verification/inspect-link";
import { linkToken } from "@/lib/verification/link-token";

export const PASSWORD = "nine moons over Jura";
export const OTHER_PASSWORD = "seven rivers under Bern";
/** From the documentation's network, to which the tests' limits by IP do not apply. */
export const ORIGIN = {
  ip: "203.0.113.7",
  userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
};

/** An address that nobody else has. */
export function anAddress(name = "ada"): string {
  return `${name}-${randomUUID()}@example.com`;
}

/** The hash of the key of a browser that was never here. */
export function aBrowser(): string {
  return hashBrowserKey(newBrowserKey());
}

type Wishes = {
  address?: string;
  password?: string;
  browser?: string;
  now?: Date;
  locale?: Locale;
};

/** Registers somebody as the form does, and tells what their email will say. */
export async function aRegistration(wishes: Wishes = {}) {
  const {
    address = anAddress(),
    password = PASSWORD,
    browser = aBrowser(),
    now = new Date(),
    locale,
  } = wishes;
  const attempt = {
    address,
    originalAddress: address,
    password,
    browserKeyHash: browser,
    origin: ORIGIN,
    locale,
  };
  const { outcome } = await register(attempt, now);
  if (outcome !== "registered") throw new Error(`registering came to "${outcome}"`);
  const { verifications, deliveries, ...row } = await db.registration.findFirstOrThrow({
    where: { browserKeyHash: browser, address },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    include: { verifications: true, deliveries: true },
  });
  const [verification, delivery] = [verifications[0]!, deliveries[0]!];
  return {
    address,
    password,
    browser,
    id: row.id,
    userId: row.userId,
    verificationId: verification.id,
    deliveryId: delivery.id,
    token: linkToken("confirm-link", verification),
    notMeToken: linkToken("not-me-link", deliveryBinding(delivery)),
    code: currentCode(verification),
  };
}

/** Somebody whose address is confirmed, in the browser that registered. */
export async function anAccount(wishes: Wishes = {}) {
  const registration = await aRegistration(wishes);
  const { verificationId } = registration;
  const where = { isRegisteringBrowser: true, isUndoDeclined: true, origin: ORIGIN };
  const activation = { verificationId, ...where };
  const activated = await activateRegistration(activation, wishes.now ?? new Date());
  if (!activated) throw new Error("the registration could not be confirmed");
  return registration;
}

/** Everything that is kept of an address: what must not change is compared by it. */
export async function everythingAbout(address: string) {
  const user = await db.user.findUnique({ where: { address } });
  const where = { address };
  const orderBy = { id: "asc" as const };
  return {
    user,
    registrations: await db.registration.findMany({ where, orderBy }),
    verifications: await db.verification.findMany({ where, orderBy }),
    deliveries: await db.delivery.findMany({ where, orderBy }),
  };
}

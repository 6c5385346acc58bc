import "server-only";
import { db } from "../db";

/** A registration that a page of a browser showed. It is found only in the browser that made it. */
export type ShownRegistration = { browserKeyHash: string; registrationId: string };

/** What the waiting page needs of a registration: its newest verification and email. */
const withNewest = {
  verifications: { orderBy: { createdAt: "desc" }, take: 1 },
  deliveries: { orderBy: { createdAt: "desc" }, take: 1 },
} as const;

/** The registration that a page named. Null when it was not made in this browser. */
export function findShownRegistration({ browserKeyHash, registrationId }: ShownRegistration) {
  return db.registration.findFirst({
    where: { browserKeyHash, id: registrationId },
    include: withNewest,
  });
}

/**
 * The newest registration made in a browser: what the waiting page shows when nothing names
 * one. Only for pages, never for an action. Null when the browser registered nothing.
 */
export function currentRegistration(browserKeyHash: string) {
  return db.registration.findFirst({
    where: { browserKeyHash },
    orderBy: { createdAt: "desc" },
    include: withNewest,
  });
}

/** The newest registration of an address made in a browser; null when there is none. */
export async function newestRegistrationOf(
  browserKeyHash: string,
  address: string,
): Promise<ShownRegistration | null> {
  const newest = await db.registration.findFirst({
    where: { browserKeyHash, address },
    orderBy: { createdAt: "desc" },
    select: { id: true },
  });
  return newest && { browserKeyHash, registrationId: newest.id };
}

/** Whether a page without a name would show this registration. */
export async function isCurrentRegistration({
  browserKeyHash,
  registrationId,
}: ShownRegistration): Promise<boolean> {
  const newest = await db.registration.findFirst({
    where: { browserKeyHash },
    orderBy: { createdAt: "desc" },
    select: { id: true },
  });
  return newest?.id === registrationId;
}

/**
 * Whether a browser registered an address once more after the registration that was confirmed:
 * then the password that was typed last is not the account's.
 */
export async function isEarlierPassword(userId: string, browserKeyHash: string): Promise<boolean> {
  const registrations = await db.registration.findMany({
    where: { userId, browserKeyHash, cancelledAt: null },
    orderBy: { createdAt: "desc" },
    select: { confirmedAt: true },
  });
  return registrations.some((each) => each.confirmedAt) && registrations[0]?.confirmedAt === null;
}

import "server-only";
import { db, inTransaction, type Tx } from "../db";
import { announce } from "../realtime/announce";
import { requestEmail } from "../email/request-email";
import { isSuppressedByBounce } from "../email/suppressions";
import { consume, type Limited, peek } from "../rate-limit/consume";
import { emailLimits, siteLimits, type Use } from "../rate-limit/limits";
import { cooldownEnd } from "../rate-limit/resend-cooldown";
import { findShownRegistration, type ShownRegistration } from "./current-registration";
import { buildRegistrationVerification } from "./insert-registration";
import type { Origin } from "../request/origin";
import { inspectRegistrationLink } from "./inspect-registration-link";

/** What became of the wish for another email. */
export type ResendOutcome =
  { outcome: "requested" | "no_registration" } | { outcome: "too_soon"; allowedAt: Date } | Limited;

type Asking = { id: string; address: string };

async function cooldownOf(tx: Pick<Tx, "delivery">, registrationId: string): Promise<Date | null> {
  const select = { createdAt: true };
  const mails = await tx.delivery.findMany({ where: { registrationId }, select });
  return cooldownEnd(mails.map((mail) => mail.createdAt));
}

/**
 * From when on "Resend email" works for a registration, by its cooldown and its address's limits.
 */
export async function nextResendAt(
  tx: Pick<Tx, "delivery">,
  { id, address }: Asking,
  now: Date,
): Promise<Date> {
  const moments = await Promise.all([cooldownOf(tx, id), peek(emailLimits(address))]);
  return new Date(Math.max(...moments.map((moment) => (moment ?? now).getTime())));
}

/** The email of a registration once more, and a new verification where the old one has expired. */
export async function requestAgain(tx: Tx, registrationId: string, now: Date): Promise<void> {
  const { address, user, verifications } = await tx.registration.findUniqueOrThrow({
    where: { id: registrationId },
    include: { user: true, verifications: { orderBy: { createdAt: "desc" }, take: 1 } },
  });
  const [verification] = verifications;
  if (!verification || verification.expiresAt <= now)
    await tx.verification.createMany({
      data: buildRegistrationVerification(registrationId, address, user.confirmedAt !== null, now),
    });
  const template = user.confirmedAt ? "already_registered" : "confirm_email";
  const event = "account/confirmation-requested";
  await requestEmail(
    tx,
    { userId: user.id, address, template, event, about: { registrationId } },
    now,
  );
  await announce(tx, registrationId);
}

async function askFor({ id, address }: Asking, origin: Origin, now: Date): Promise<ResendOutcome> {
  const tooSoon = await cooldownOf(db, id);
  if (tooSoon && tooSoon > now) return { outcome: "too_soon", allowedAt: tooSoon };
  const isNewTry = await isSuppressedByBounce(address, now);
  const uses: Use[] = [{ limit: "resends_from_ip", key: origin.ip }, ...emailLimits(address)];
  if (isNewTry)
    uses.push({ limit: "reprobes_of_address", key: address }, ...siteLimits("other_mails"));
  const counted = await consume(uses);
  if (counted.outcome === "limited") return counted;
  return inTransaction(async (tx) => {
    // Two presses at once take turns here, and the second finds the first one's email.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${id}, 0))`;
    const registration = await tx.registration.findUnique({ where: { id } });
    if (!registration || registration.cancelledAt) return { outcome: "no_registration" };
    const allowedAt = await cooldownOf(tx, id);
    if (allowedAt && allowedAt > now) return { outcome: "too_soon", allowedAt };
    await requestAgain(tx, id, now);
    return { outcome: "requested" };
  });
}

/**
 * Sends the waiting browser's email once more: the same link and code while they live,
 * else new ones. Whether the address is confirmed makes no difference that shows. Where an
 * email bounced, this is a new try, once a day: the mailbox may exist by now.
 */
export async function resendConfirmation(
  shown: ShownRegistration,
  origin: Origin,
  now = new Date(),
): Promise<ResendOutcome> {
  const registration = await findShownRegistration(shown);
  return registration ? askFor(registration, origin, now) : { outcome: "no_registration" };
}

/** Sends a new email to whoever holds a genuine link that has expired. */
export async function replaceExpiredLink(
  token: string,
  origin: Origin,
  now = new Date(),
): Promise<ResendOutcome> {
  const link = await inspectRegistrationLink(token, now);
  return link.outcome === "expired"
    ? askFor(link.subject, origin, now)
    : { outcome: "no_registration" };
}

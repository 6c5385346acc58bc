import "server-only";
import { v7 as uuidv7 } from "uuid";
import { confirmationRequested } from "@/inngest/events";
import { after } from "../clock";
import { inTransaction, type Tx } from "../db";
import { announce } from "../live/announce";
import { enqueue } from "../outbox/enqueue";
import { COOLDOWN_MEMORY_MS, resendAllowedAt } from "../rate-limit/resend-cooldown";
import { inspectLink } from "../verification/inspect-link";
import { currentRegistration } from "./current-registration";
import { freshVerification } from "./open-registration";

/** What became of the wish for another mail. */
export type ResendOutcome =
  { outcome: "requested" | "no_registration" } | { outcome: "too_soon"; allowedAt: Date };

type Asking = { id: string; address: string };

/** From when on "Resend email" works for a registration. */
export async function nextResendAt(
  tx: Pick<Tx, "delivery">,
  { id, address }: Asking,
  now: Date,
): Promise<Date> {
  const where = { address, createdAt: { gt: after(now, -COOLDOWN_MEMORY_MS) } };
  const mails = await tx.delivery.findMany({
    where,
    select: { createdAt: true, registrationId: true },
  });
  const forRegistration = mails
    .filter((mail) => mail.registrationId === id)
    .map((mail) => mail.createdAt);
  return resendAllowedAt({ forRegistration, toAddress: mails.map((mail) => mail.createdAt) }, now);
}

async function requestMail(registrationId: string, now: Date): Promise<ResendOutcome> {
  return inTransaction(async (tx) => {
    const registration = await tx.registration.findUnique({
      where: { id: registrationId },
      include: { user: true, verifications: { orderBy: { createdAt: "desc" }, take: 1 } },
    });
    if (!registration || registration.cancelledAt) return { outcome: "no_registration" };
    const { address, user } = registration;
    // Two presses at once take turns here, and the second finds the first one's mail.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${address}, 0))`;
    const allowedAt = await nextResendAt(tx, registration, now);
    if (allowedAt > now) return { outcome: "too_soon", allowedAt };

    const [verification] = registration.verifications;
    if (!verification || verification.expiresAt <= now)
      await tx.verification.createMany({
        data: freshVerification(registrationId, address, user.confirmedAt !== null, now),
      });
    const deliveryId = uuidv7();
    await tx.delivery.createMany({
      data: {
        id: deliveryId,
        userId: user.id,
        registrationId,
        address,
        template: user.confirmedAt ? "already_registered" : "confirm_email",
        createdAt: now,
      },
    });
    await enqueue(
      tx,
      { name: confirmationRequested.name, data: { registrationId, deliveryId } },
      now,
    );
    await announce(tx, registrationId);
    return { outcome: "requested" };
  });
}

/**
 * Sends the waiting browser's mail once more: the same link and code while they live,
 * else new ones. Whether the address is confirmed makes no difference that shows.
 */
export async function resendConfirmation(
  browserKeyHash: string,
  now = new Date(),
): Promise<ResendOutcome> {
  const registration = await currentRegistration(browserKeyHash);
  return registration ? requestMail(registration.id, now) : { outcome: "no_registration" };
}

/** Sends a new mail to whoever holds a genuine link that has expired. */
export async function replaceExpiredLink(token: string, now = new Date()): Promise<ResendOutcome> {
  const link = await inspectLink(token, "confirm-link", now);
  return link.state === "expired"
    ? requestMail(link.registration.registrationId, now)
    : { outcome: "no_registration" };
}

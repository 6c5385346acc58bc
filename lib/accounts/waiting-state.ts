import "server-only";
import { type Delivery, db } from "../db";
import type { DeliveryStatus } from "../mail/delivery-status";
import { newestFeedback } from "../mail/feedback/newest-feedback";
import { reasonOf } from "../mail/reasons";
import { MOST_CORRECTIONS } from "./correct-address";
import { currentRegistration } from "./current-registration";
import { awaitsHandOver } from "./hand-over";
import { nextResendAt } from "./resend-confirmation";

/** How far the mail has come, and what a person can do about it. Times are ISO 8601. */
type MailState = {
  status: DeliveryStatus;
  /** Since when, by our clock or, for what became of it out there, the provider's. */
  at: string;
  failure: string | null;
  /** Why it waits or did not come, in words. */
  reason: string | null;
  /** Whether the address may be wrong, or of no use. */
  isAddressDoubtful: boolean;
  /** A delayed mail: until when the provider tries; null where it says nothing or has stopped. */
  triesUntil: string | null;
};

/** What the waiting page shows. Times are ISO 8601. Says nothing of whether an account exists. */
export type WaitingState = {
  registrationId: string;
  address: string;
  /** "handed_over": confirmed elsewhere, this browser may come in; "confirmed": it already did. */
  phase: "waiting" | "handed_over" | "confirmed" | "expired" | "cancelled";
  mail: MailState | null;
  resendAllowedAt: string;
  /** Whether "Wrong address?" still works without filling in the form anew. */
  canCorrect: boolean;
  /** The server's clock, so that a browser whose clock is wrong still counts down rightly. */
  now: string;
};

async function mailState(mail: Delivery): Promise<MailState> {
  const { status, failureCode: failure } = mail;
  const told = await newestFeedback(mail);
  return {
    status,
    at: (told?.occurredAt ?? mail.sentAt ?? mail.claimedAt ?? mail.createdAt).toISOString(),
    failure,
    ...reasonOf(failure),
    triesUntil: told?.triesUntil?.toISOString() ?? null,
  };
}

/** The state of the newest registration made in this browser; null when there is none. */
export async function waitingState(
  browserKeyHash: string,
  now = new Date(),
): Promise<WaitingState | null> {
  const registration = await currentRegistration(browserKeyHash);
  const verification = registration?.verifications[0];
  if (!registration || !verification) return null;
  const { userId, confirmedAt, cancelledAt } = registration;
  // Any registration of this browser counts: people click the first mail after asking for a second.
  const waits = { ...awaitsHandOver(browserKeyHash, now), userId };
  const [delivery] = registration.deliveries;
  const [handedOver, resendAllowedAt, mail] = await Promise.all([
    db.registration.count({ where: waits }),
    nextResendAt(db, registration, now),
    delivery ? mailState(delivery) : null,
  ]);
  const expired = verification.expiresAt <= now ? "expired" : "waiting";
  return {
    registrationId: registration.id,
    address: registration.originalAddress,
    phase: handedOver
      ? "handed_over"
      : confirmedAt
        ? "confirmed"
        : cancelledAt
          ? "cancelled"
          : expired,
    mail,
    resendAllowedAt: resendAllowedAt.toISOString(),
    canCorrect: registration.corrections < MOST_CORRECTIONS,
    now: now.toISOString(),
  };
}

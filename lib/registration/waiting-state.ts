import "server-only";
import { db } from "../db";
import { type EmailState, emailState } from "../email/email-state";
import { maxCorrections } from "./correct-address";
import { currentRegistration, findShownRegistration } from "./current-registration";
import { awaitsSignIn } from "./sign-in-waiting-browser";
import { nextResendAt } from "./resend-confirmation";

/** What the waiting page shows. Times are ISO 8601. Says nothing of whether an account exists. */
export type WaitingState = {
  registrationId: string;
  address: string;
  /**
   * "handed_over": confirmed elsewhere, this browser may come in; "confirmed": it already did;
   * "reported": somebody who reads the mailbox reported it; "corrected": its successor is gone;
   * "cancelled": it is not known any more why.
   */
  phase:
    "waiting" | "handed_over" | "confirmed" | "expired" | "reported" | "corrected" | "cancelled";
  mail: EmailState | null;
  /** Until when the code in the email works; null once it does not. */
  codeUntil: string | null;
  resendAllowedAt: string;
  /** Whether "Wrong email address?" still works without filling in the form anew. */
  canCorrect: boolean;
  /** The server's clock, so that a browser whose clock is wrong still counts down rightly. */
  now: string;
};

/**
 * The state of a registration made in this browser; null when it was not made here.
 *
 * @param registrationId the one that a page named; null for the newest
 */
export async function waitingState(
  browserKeyHash: string,
  now = new Date(),
  registrationId: string | null = null,
): Promise<WaitingState | null> {
  const registration =
    registrationId === null
      ? await currentRegistration(browserKeyHash)
      : await findShownRegistration({ browserKeyHash, registrationId });
  const verification = registration?.verifications[0];
  if (!registration || !verification) return null;
  const { userId, confirmedAt, cancelledAt, cancelReason } = registration;
  // Any registration of this browser counts: people click the first email after asking for a
  // second.
  const waits = { ...awaitsSignIn(browserKeyHash, now), userId };
  const [delivery] = registration.deliveries;
  const [handedOver, resendAllowedAt, mail] = await Promise.all([
    db.registration.count({ where: waits }),
    nextResendAt(db, registration, now),
    delivery ? emailState(delivery) : null,
  ]);
  const expired = verification.expiresAt <= now ? "expired" : "waiting";
  const end =
    cancelReason === "reported" || cancelReason === "corrected" ? cancelReason : "cancelled";
  return {
    registrationId: registration.id,
    address: registration.originalAddress,
    phase: handedOver ? "handed_over" : confirmedAt ? "confirmed" : cancelledAt ? end : expired,
    mail,
    codeUntil:
      verification.codeExpiresAt && verification.codeExpiresAt > now
        ? verification.codeExpiresAt.toISOString()
        : null,
    resendAllowedAt: resendAllowedAt.toISOString(),
    canCorrect: registration.corrections < maxCorrections(),
    now: now.toISOString(),
  };
}

import "server-only";
import { db, type Delivery } from "../db";
import { type EmailState, emailState } from "../email/email-state";
import { suppressedUntil, SUPPRESSION_CODES } from "../email/suppressions";
import { inspectLink } from "../verification/inspect-link";

const newest = { orderBy: { createdAt: "desc" }, take: 1 } as const;
const withNewest = { verifications: newest, deliveries: newest } as const;

/**
 * The newest request for a new password made in a browser, with its verification and email; null
 * without one.
 */
export function currentPasswordReset(browserKeyHash: string) {
  return db.passwordReset.findFirst({
    where: { browserKeyHash },
    orderBy: { createdAt: "desc" },
    include: withNewest,
  });
}

/** A request for a new password that a page of a browser showed. */
export type ShownPasswordReset = { browserKeyHash: string; passwordResetId: string };

/** The wish that a page named. Null when it was not made in this browser. */
export function findShownPasswordReset({ browserKeyHash, passwordResetId }: ShownPasswordReset) {
  return db.passwordReset.findFirst({
    where: { browserKeyHash, id: passwordResetId },
    include: withNewest,
  });
}

/** Whether a suppression stopped an email that stops it for whoever the address belongs to. */
async function isStoppedForAll({ failureCode, address }: Delivery, now: Date): Promise<boolean> {
  if (failureCode === SUPPRESSION_CODES.not_me)
    return (await suppressedUntil(address, "recovery", now)) !== null;
  return Object.values(SUPPRESSION_CODES).some((code) => code === failureCode);
}

/**
 * How far the email of a request for a new password has come, as far as anybody may know: whoever
 * asks sees it, and it must not tell whether there is an account (docs/enumeration.md). So an
 * email that we did not send for a reason of the account's (no longer needed, held back because
 * there is none) looks like one that was accepted, and none has a time but that of the wish.
 */
export async function resetEmailState(
  { createdAt, deliveries: [mail] }: { createdAt: Date; deliveries: Delivery[] },
  now = new Date(),
): Promise<EmailState | null> {
  if (!mail) return null;
  const isUntold = mail.status === "cancelled" && !(await isStoppedForAll(mail, now));
  const isAccepted = isUntold || mail.status === "delivered";
  const shown = isAccepted ? { ...mail, status: "sent" as const, failureCode: null } : mail;
  return { ...(await emailState(shown)), at: createdAt.toISOString() };
}

/**
 * Whether a link that this browser holds has done its work for a wish: nothing more will come of
 * it.
 */
export async function isResetDone(token: string | null, passwordResetId: string, now = new Date()) {
  const link = token
    ? await inspectLink(token, "reset-link", ({ passwordReset }) => passwordReset, now)
    : null;
  return link?.outcome === "used" && link.subject.id === passwordResetId;
}

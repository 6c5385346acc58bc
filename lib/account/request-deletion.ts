import "server-only";
import { db, inTransaction } from "../db";
import { type EmailState, emailState } from "../email/email-state";
import type { Limited } from "../rate-limit/consume";
import { checkPassword, type SignedIn } from "../credentials/check-password";
import { lockUsableAccount } from "../credentials/lock-usable-account";
import { scheduleDeletion } from "./schedule-deletion";

/** An account that is closed: when it is deleted, and how far the email has come that keeps it. */
type PendingDeletion = { email: EmailState; eraseAt: Date };

/**
 * A deletion under way. Its email is the one way back for whoever closed the account. Nobody is
 * signed in any more, so it is told to a browser that was signed in to that account.
 *
 * @param requestId as `requestDeletion` gave it
 */
export async function findPendingDeletion(
  requestId: string,
  browserKeyHash: string,
): Promise<PendingDeletion | null> {
  const user = { eraseAt: { not: null }, sessions: { some: { browserKeyHash } } };
  const mail = await db.delivery.findFirst({
    where: { auditEventId: requestId, user },
    include: { user: { select: { eraseAt: true } } },
  });
  if (!mail?.user?.eraseAt) return null;
  return { email: await emailState(mail), eraseAt: mail.user.eraseAt };
}

/**
 * Closes an account at its owner's wish, after the password (see `scheduleDeletion`).
 */
export async function requestDeletion(
  { userId, origin }: SignedIn,
  password: string,
  now = new Date(),
): Promise<
  | { outcome: "requested"; eraseAt: Date; requestId: string | null }
  | { outcome: "wrong_password" }
  | Limited
> {
  const checked = await checkPassword(userId, password);
  if (checked.outcome !== "right") return checked;
  return inTransaction(async (tx) => {
    const user = await lockUsableAccount(tx, userId, checked.passwordHash);
    if (!user) return { outcome: "wrong_password" };
    const byOwner = { actor: "owner", origin } as const;
    const { eraseAt, auditEventId } = await scheduleDeletion(tx, user, byOwner, now);
    return { outcome: "requested", eraseAt, requestId: auditEventId };
  });
}

import "server-only";
import { record } from "../audit/record";
import { after } from "../clock";
import { db, inTransaction } from "../db";
import { type EmailState, emailState } from "../email/email-state";
import { requestEmail } from "../email/request-email";
import type { Limited } from "../rate-limit/consume";
import { UNDO_LIFE_MS } from "../verification/lifetimes";
import { checkPassword, type SignedIn } from "../credentials/check-password";
import { lockUsableAccount } from "../credentials/lock-usable-account";
import { revokeAccess } from "../credentials/revoke-access";

/**
 * How far the email has come that keeps an account: the one way back for whoever closed it.
 * Nobody is signed in any more, so it is told to a browser that was signed in to that account.
 *
 * @param requestId as `requestDeletion` gave it
 */
export async function deletionEmailState(
  requestId: string,
  browserKeyHash: string,
): Promise<EmailState | null> {
  const wasHere = { sessions: { some: { browserKeyHash } } };
  const mail = await db.delivery.findFirst({ where: { auditEventId: requestId, user: wasHere } });
  return mail && emailState(mail);
}

/**
 * Closes an account at its owner's wish, after the password: everybody is signed out at
 * once, nobody can sign in, and in a week it is erased for good. Until then the link in the
 * email keeps it.
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
  const eraseAt = after(now, UNDO_LIFE_MS);
  const { address } = await db.user.findUniqueOrThrow({ where: { id: userId } });
  return inTransaction(async (tx) => {
    if (!(await lockUsableAccount(tx, userId, checked.passwordHash)))
      return { outcome: "wrong_password" };
    await tx.user.updateMany({ where: { id: userId }, data: { eraseAt } });
    await revokeAccess(tx, { userId }, now);
    const link = { userId, address, createdAt: now, codeExpiresAt: now, expiresAt: eraseAt };
    await tx.verification.createMany({ data: { ...link, purpose: "undo_deletion" } });
    const audited = { userId, name: "deletion_requested", actor: "owner", origin } as const;
    const about = { auditEventId: await record(tx, audited, now) };
    const mail = { userId, address, template: "account_deletion" } as const;
    await requestEmail(tx, { ...mail, event: "account/deletion-requested", about }, now);
    return { outcome: "requested", eraseAt, requestId: about.auditEventId };
  });
}

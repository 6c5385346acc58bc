import "server-only";
import { type Audited, record } from "../audit/record";
import { after } from "../clock";
import { revokeAccess } from "../credentials/revoke-access";
import type { Tx } from "../db";
import { requestEmail } from "../email/request-email";
import type { LockedUser } from "../mailbox/lock-user-row";
import { UNDO_LIFE_MS } from "../verification/lifetimes";

/** An account that is closed: when it is erased, and the entry of the audit trail about it. */
type ScheduledDeletion = { eraseAt: Date; auditEventId: string };

/**
 * Closes an account whose row is locked: everybody is signed out at once, nobody can sign in, and
 * in a week it is erased for good. Until then the link in the email to its owner keeps it. One
 * that was never confirmed is erased at the next round, without an email.
 *
 * @param by whose wish it is, for the audit trail
 */
export async function scheduleDeletion(
  tx: Tx,
  { id: userId, address, confirmedAt }: LockedUser,
  by: Pick<Audited, "actor" | "origin">,
  now: Date,
): Promise<ScheduledDeletion> {
  const eraseAt = confirmedAt ? after(now, UNDO_LIFE_MS) : now;
  await tx.user.updateMany({ where: { id: userId }, data: { eraseAt } });
  await revokeAccess(tx, { userId }, now);
  const auditEventId = await record(tx, { userId, name: "deletion_requested", ...by }, now);
  if (!confirmedAt) return { eraseAt, auditEventId };
  await tx.verification.createMany({
    data: {
      userId,
      address,
      purpose: "undo_deletion",
      createdAt: now,
      codeExpiresAt: now,
      expiresAt: eraseAt,
    },
  });
  const event = "account/deletion-requested";
  await requestEmail(
    tx,
    { userId, address, template: "account_deletion", event, about: { auditEventId } },
    now,
  );
  return { eraseAt, auditEventId };
}

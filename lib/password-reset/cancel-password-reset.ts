import "server-only";
import { record } from "../audit/record";
import type { Tx } from "../db";
import type { Origin } from "../request/origin";
import { voidVerifications } from "../verification/void-verifications";

/**
 * Ends a request for a new password, with its link and its code.
 *
 * @returns false when a password was chosen with it already
 */
export async function cancelPasswordReset(
  tx: Tx,
  id: string,
  origin: Origin,
  now: Date,
): Promise<boolean> {
  // Verifications first: a reset under way then finds its own void, or has won.
  await voidVerifications(tx, { passwordResetId: id }, now);
  const used = { passwordResetId: id, usedAt: { not: null } };
  if ((await tx.verification.count({ where: used })) > 0) return false;
  const [cancelled] = await tx.passwordReset.updateManyAndReturn({
    where: { id, cancelledAt: null },
    data: { cancelledAt: now },
    select: { userId: true },
  });
  if (!cancelled?.userId) return true;
  const audited = { userId: cancelled.userId, name: "password_reset_cancelled" } as const;
  await record(tx, { ...audited, actor: "owner", origin }, now);
  return true;
}

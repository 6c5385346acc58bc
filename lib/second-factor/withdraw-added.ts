import "server-only";
import { after, HOUR } from "../clock";
import type { AuditEvent, Tx } from "../db";

/** For so long before an event somebody else may have been at it: as long as a proof is fresh. */
const BEFORE_MS = 2 * HOUR;

/**
 * Takes back what was added to a user's second factors when the owner says of an event that it
 * was not them: factors and recovery codes that are newer, or up to two hours older. A thief who
 * had added a factor of theirs would be asked for it in place of the owner from then on, and the
 * owner would be locked out.
 */
export async function withdrawAdded(
  tx: Tx,
  userId: string,
  { createdAt }: AuditEvent,
): Promise<void> {
  const since = { gte: after(createdAt, -BEFORE_MS) };
  await tx.secondFactor.deleteMany({ where: { userId, confirmedAt: since } });
  const left = await tx.secondFactor.count({ where: { userId, confirmedAt: { not: null } } });
  const codes = left === 0 ? { userId } : { userId, createdAt: since };
  await tx.recoveryCode.deleteMany({ where: codes });
}

import "server-only";
import type { Tx } from "../db";
import { lockMailbox, userIdOf } from "../mailbox/find-user";
import { lockUserRow } from "../mailbox/lock-user-row";
import { voidVerifications } from "../verification/void-verifications";

/**
 * Makes room for an account that moves to an address where registrations wait: they become
 * attempts to register a known address, as if it had been confirmed before them.
 *
 * @returns false when the address has an account of somebody else
 */
export async function releaseUnconfirmedAddress(
  tx: Tx,
  address: string,
  userId: string,
  now: Date,
): Promise<boolean> {
  await lockMailbox(tx, address);
  const other = await lockUserRow(tx, userIdOf(address));
  if (!other || other.id === userId) return true;
  if (other.confirmedAt) return false;
  await voidVerifications(tx, { registration: { userId: other.id } }, now);
  const moved = { where: { userId: other.id }, data: { userId } };
  await tx.registration.updateMany(moved);
  await tx.delivery.updateMany(moved);
  await tx.passwordReset.updateMany(moved);
  await tx.auditEvent.deleteMany({ where: { userId: other.id } });
  await tx.user.deleteMany({ where: { id: other.id } });
  return true;
}

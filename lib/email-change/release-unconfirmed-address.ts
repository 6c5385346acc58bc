import "server-only";
import type { Tx } from "../db";
import { lockMailbox, userIdOf } from "../mailbox/find-user";

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
  const [other] = await tx.$queryRaw<{ id: string; confirmedAt: Date | null }[]>`
    SELECT id, confirmed_at AS "confirmedAt" FROM "user" WHERE id = ${userIdOf(address)} FOR UPDATE`;
  if (!other || other.id === userId) return true;
  if (other.confirmedAt) return false;
  await tx.verification.updateMany({
    where: { registration: { userId: other.id }, usedAt: null, voidedAt: null },
    data: { voidedAt: now },
  });
  const moved = { where: { userId: other.id }, data: { userId } };
  await tx.registration.updateMany(moved);
  await tx.delivery.updateMany(moved);
  await tx.passwordReset.updateMany(moved);
  await tx.auditEvent.deleteMany({ where: { userId: other.id } });
  await tx.user.deleteMany({ where: { id: other.id } });
  return true;
}

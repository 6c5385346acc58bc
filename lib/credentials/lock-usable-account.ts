import "server-only";
import type { Tx } from "../db";
import { type LockedUser, lockUserRow } from "../mailbox/lock-user-row";

/**
 * Locks a user's row (see `lockUserRow`), if somebody may use the account.
 *
 * @param passwordHash the hash that was compared: it must still be the user's
 * @returns null when it is not, or when nobody may use the account (any more)
 */
export async function lockUsableAccount(
  tx: Tx,
  userId: string,
  passwordHash: string | null = null,
): Promise<LockedUser | null> {
  const user = await lockUserRow(tx, userId);
  const isUsable = user?.confirmedAt && !user.lockedAt && !user.eraseAt;
  const isSamePassword = passwordHash === null || passwordHash === user?.passwordHash;
  return isUsable && isSamePassword ? user : null;
}

import "server-only";
import type { Tx } from "../db";

/**
 * Locks a user's row until the transaction ends, so that changes of one account take turns and
 * each sees what the one before it did.
 *
 * @param passwordHash the hash that was compared: it must still be the user's
 * @returns false when it is not, or when nobody may use the account (any more)
 */
export async function lockUsableAccount(
  tx: Tx,
  userId: string,
  passwordHash: string | null = null,
): Promise<boolean> {
  const held = await tx.$queryRaw<unknown[]>`
    SELECT id FROM "user" WHERE id = ${userId}::uuid
      AND (${passwordHash}::text IS NULL OR password_hash = ${passwordHash})
      AND confirmed_at IS NOT NULL AND locked_at IS NULL AND erase_at IS NULL
    FOR UPDATE`;
  return held.length === 1;
}

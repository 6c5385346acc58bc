import "server-only";
import { type Sql, sql, type Tx, type User } from "../db";

/** A user as it is while its row is locked. */
export type LockedUser = Pick<
  User,
  "id" | "address" | "passwordHash" | "confirmedAt" | "eraseAt" | "lockedAt" | "role"
>;

/**
 * Locks a user's row until the transaction ends, so that changes of one account take turns and
 * each sees what the one before it did. Changes nothing. (An operator who shuts an account
 * calls `lockUser`, which is something else.)
 *
 * @param id the user's, or a subquery for it (`userIdOf`)
 * @returns the user as the transaction before left it; null when there is none
 */
export async function lockUserRow(tx: Tx, id: string | Sql): Promise<LockedUser | null> {
  const [user] = await tx.$queryRaw<LockedUser[]>`
    SELECT id, address, password_hash AS "passwordHash", confirmed_at AS "confirmedAt",
      erase_at AS "eraseAt", locked_at AS "lockedAt", role
    FROM "user" WHERE id = ${typeof id === "string" ? sql`${id}::uuid` : id} FOR UPDATE`;
  return user ?? null;
}

import "server-only";
import { db, type Sql, sql, type Tx, type User } from "../db";

/** A user, as far as an email to an address needs to know them. */
export type KnownUser = Pick<
  User,
  "id" | "address" | "originalAddress" | "confirmedAt" | "eraseAt" | "locale"
>;

/**
 * The id of the user whom an address means: who has exactly this spelling, else the only one
 * whose address differs by letter case alone. Where several do, they are several people, and
 * only the exact spelling counts. A subquery for statements that do more; uses the index
 * "user_address_prefix_idx".
 *
 * @param address a column or, as text, what somebody typed
 */
export function userIdOf(address: Sql | string): Sql {
  const meant = typed(address);
  return sql`(SELECT m.id FROM (
      SELECT u.id, u.address, count(*) OVER () AS spellings
      FROM "user" u WHERE lower(u.address) = lower(${meant})) m
    WHERE m.address = ${meant} OR m.spellings = 1)`;
}

/** Whether the address in a column leads to the mailbox of another address, by the same rule. */
export function isMailboxOf(column: Sql, address: Sql | string): Sql {
  const meant = typed(address);
  return sql`lower(${column}) = lower(${meant}) AND (${column} = ${meant} OR (
    SELECT count(*) FROM "user" u WHERE lower(u.address) = lower(${meant})) < 2)`;
}

const typed = (address: Sql | string) =>
  typeof address === "string" ? sql`${address}::text` : address;

/** The user whom an address means; null when it means nobody. */
export async function findUserByAddress(address: string): Promise<KnownUser | null> {
  const [user] = await db.$queryRaw<KnownUser[]>`
    SELECT id, address, original_address AS "originalAddress", confirmed_at AS "confirmedAt",
      erase_at AS "eraseAt", locale
    FROM "user" WHERE id = ${userIdOf(address)}`;
  return user ?? null;
}

/**
 * Whoever gives a mailbox to a user takes turns here, so that two spellings at once do not
 * become two users: the index on addresses tells only equal ones apart.
 */
export async function lockMailbox(tx: Tx, address: string): Promise<void> {
  await tx.$executeRaw`SELECT FROM lock_mailbox(${address})`;
}

/**
 * The same inside a statement that does more: a subquery for the user whom an address means,
 * with its `id` and `confirmed_at`, as it is when its turn has come and held until the end.
 */
export function lockedUserOf(address: string): Sql {
  return sql`(SELECT m.id, m.confirmed_at
    FROM (SELECT l.*, count(*) OVER () AS spellings FROM lock_mailbox(${address}) l) m
    WHERE m.address = ${address} OR m.spellings = 1)`;
}

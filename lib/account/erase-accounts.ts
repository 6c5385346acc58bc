import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { AuditEventName } from "../audit/audit-events";
import { inTransaction, sql, type Tx } from "../db";

/** What names an address without belonging to its user. */
const NAMING = [
  [sql`suppression`, sql`address`],
  [sql`delivery`, sql`address`],
  [sql`password_reset`, sql`address`],
  [sql`address_change`, sql`new_address`],
] as const;

/** Accounts a round erases, so that no round holds its locks for long. */
const BATCH = 50;

type Due = { id: string; address: string };

/**
 * Rows that name an address alone. In other spellings of it too, as far as nobody else has one:
 * who differs from it by letter case only is somebody else, and keeps what is theirs.
 */
async function forgetAddresses(tx: Tx, ids: string[], addresses: string[]): Promise<void> {
  const [{ spellings } = { spellings: [] }] = await tx.$queryRaw<{ spellings: string[] }[]>`
    SELECT COALESCE(array_agg(lower(due.address)), '{}') AS spellings
    FROM unnest(${addresses}::text[]) AS due (address)
    WHERE NOT EXISTS (SELECT FROM "user" u
      WHERE lower(u.address) = lower(due.address) AND u.id <> ALL (${ids}::uuid[]))`;
  for (const [table, column] of NAMING)
    await tx.$executeRaw`
      DELETE FROM ${table} WHERE lower(${column}) = ANY (${spellings}) OR ${column} = ANY (${addresses})`;
}

/**
 * Erases for good the accounts whose owners asked for it a week ago: everything that names
 * them goes, of registrations, emails, sessions and suppressions. The audit trail keeps what
 * happened and when, under an id that leads nowhere any more.
 *
 * @returns how many were erased; a full batch means there are more
 */
export async function eraseAccounts(
  now = new Date(),
): Promise<{ erased: number; isMore: boolean }> {
  const audited: AuditEventName = "erased";
  const erased = await inTransaction(async (tx) => {
    const due = await tx.$queryRaw<Due[]>`
      SELECT id, address FROM "user" WHERE erase_at <= ${now}
      ORDER BY erase_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;
    const ids = due.map(({ id }) => id);
    const addresses = due.map(({ address }) => address);
    // Deleting the user deletes what hangs on it; these name the address alone.
    await forgetAddresses(tx, ids, addresses);
    await tx.user.deleteMany({ where: { id: { in: ids } } });
    await tx.auditEvent.updateMany({
      where: { userId: { in: ids } },
      data: { ip: "", userAgent: "" },
    });
    const blank = { name: audited, actor: "system" as const, ip: "", userAgent: "" };
    await tx.auditEvent.createMany({
      data: ids.map((userId) => ({ id: uuidv7(), userId, ...blank, createdAt: now })),
    });
    return due.length;
  });
  return { erased, isMore: erased === BATCH };
}

import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { AuditEventName } from "../audit/audit-events";
import { inTransaction } from "../db";

/** Accounts a round erases, so that no round holds its locks for long. */
const BATCH = 50;

type Due = { id: string; address: string };

/**
 * Erases for good the accounts whose owners asked for it a week ago: everything that names
 * them goes, of registrations, mails, sessions and suppressions. The audit trail keeps what
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
    await tx.suppression.deleteMany({ where: { address: { in: addresses } } });
    await tx.delivery.deleteMany({ where: { address: { in: addresses } } });
    await tx.passwordReset.deleteMany({ where: { address: { in: addresses } } });
    await tx.addressChange.deleteMany({ where: { newAddress: { in: addresses } } });
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

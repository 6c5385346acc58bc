import "server-only";
import { db, type Sql, sql } from "../db";

/**
 * The link by which whoever reads a mailbox can still take back the account that was moved away
 * from it; null without one. Of several the oldest, which leads back before all of them. Only for
 * who has just proved that they read this mailbox.
 */
export async function findLiveUndo(address: string, now: Date) {
  const [oldest] = await db.$queryRaw<{ id: string }[]>`
    SELECT undo.id FROM verification undo JOIN address_change c ON c.id = undo.address_change_id
    WHERE ${isLiveUndoOf(sql`${address}`, now)}
    ORDER BY undo.created_at LIMIT 1`;
  if (!oldest) return null;
  const { id } = oldest;
  return db.verification.findUnique({ where: { id }, include: { addressChange: true } });
}

/**
 * Whether `undo`, a verification, can still take the account of the change `c` back to a mailbox,
 * for use in a statement. Uses the index "verification_undo_mailbox_idx".
 */
export function isLiveUndoOf(address: Sql, now: Date): Sql {
  return sql`undo.purpose = 'undo_address_change' AND lower(undo.address) = lower(${address})
    AND undo.used_at IS NULL AND undo.voided_at IS NULL AND undo.expires_at > ${now}
    AND c.confirmed_at IS NOT NULL AND c.undone_at IS NULL`;
}

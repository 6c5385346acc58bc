import "server-only";
import { db } from "../db";

/**
 * The link by which whoever reads a mailbox can still take back the account that was moved away
 * from it; null without one. Of several the oldest, which leads back before all of them. Only for
 * who has just proved that they read this mailbox.
 */
export function findLiveUndo(address: string, now: Date) {
  return db.verification.findFirst({
    where: {
      address,
      purpose: "undo_address_change",
      usedAt: null,
      voidedAt: null,
      expiresAt: { gt: now },
      addressChange: { confirmedAt: { not: null }, undoneAt: null },
    },
    orderBy: { createdAt: "asc" },
    include: { addressChange: true },
  });
}

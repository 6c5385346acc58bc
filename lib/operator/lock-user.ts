import "server-only";
import { revokeAccess } from "../credentials/revoke-access";
import { inTransaction } from "../db";
import { auditAsOperator } from "./audit-as-operator";
import { type Acting, recordAction } from "./record-action";

/**
 * Shuts an account: everybody is signed out and nobody can get in, by whatever way, until it
 * is unlocked. Nothing is lost. An operator cannot be locked: take the role away first.
 */
export async function lockUser(
  userId: string,
  acting: Acting,
  now = new Date(),
): Promise<{ outcome: "locked" | "unchanged" }> {
  return inTransaction(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id: userId, lockedAt: null, role: "member" },
      data: { lockedAt: now },
    });
    if (count === 0) return { outcome: "unchanged" };
    await revokeAccess(tx, { userId }, now);
    await auditAsOperator(tx, userId, "locked", now);
    await recordAction(tx, acting, { name: "user_locked", subject: userId }, now);
    return { outcome: "locked" };
  });
}

/** Lets people into a locked account again, by the password it had. */
export async function unlockUser(
  userId: string,
  acting: Acting,
  now = new Date(),
): Promise<{ outcome: "unlocked" | "unchanged" }> {
  return inTransaction(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id: userId, lockedAt: { not: null } },
      data: { lockedAt: null },
    });
    if (count === 0) return { outcome: "unchanged" };
    await auditAsOperator(tx, userId, "unlocked", now);
    await recordAction(tx, acting, { name: "user_unlocked", subject: userId }, now);
    return { outcome: "unlocked" };
  });
}

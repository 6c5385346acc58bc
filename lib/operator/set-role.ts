import "server-only";
import { inTransaction, type UserRole } from "../db";
import { type Acting, recordAction } from "./record-action";

/**
 * Makes somebody an operator, or no longer. They need a confirmed account first: whoever
 * proves the address would be the operator.
 */
export async function setRole(
  address: string,
  role: UserRole,
  acting: Acting,
  now = new Date(),
): Promise<{ outcome: "changed" | "unchanged" | "not_confirmed" }> {
  return inTransaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { address } });
    if (!user?.confirmedAt) return { outcome: "not_confirmed" };
    const { count } = await tx.user.updateMany({
      where: { id: user.id, role: { not: role }, lockedAt: null },
      data: { role },
    });
    if (count === 0) return { outcome: "unchanged" };
    const name = role === "operator" ? "role_granted" : "role_withdrawn";
    await recordAction(tx, acting, { name, subject: user.id }, now);
    return { outcome: "changed" };
  });
}

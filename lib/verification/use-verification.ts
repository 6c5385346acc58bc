import "server-only";
import type { Tx } from "../db";

/**
 * Uses a verification, once. Of many calls at the same time exactly one gets true.
 *
 * @returns false when it is used, void or expired
 */
export async function useVerification(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.verification.updateMany({
    where: { id, usedAt: null, voidedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  return count === 1;
}

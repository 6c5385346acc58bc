import "server-only";
import type { Tx, VerificationWhere } from "../db";

/**
 * Voids the verifications that nobody has used: their links and codes do nothing from now on.
 *
 * @returns how many were voided by this call
 */
export async function voidVerifications(
  tx: Tx,
  which: VerificationWhere,
  now: Date,
): Promise<number> {
  const { count } = await tx.verification.updateMany({
    where: { ...which, usedAt: null, voidedAt: null },
    data: { voidedAt: now },
  });
  return count;
}

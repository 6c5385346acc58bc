import "server-only";
import { db } from "../db";

/**
 * The second factors of a user for the file with their data: what they are and when they were
 * used, without what proves them. A sign-in that waits for its second step is left out: it may be
 * somebody else's.
 */
export async function exportFactors(userId: string) {
  const orderBy = { createdAt: "asc" } as const;
  const factors = await db.secondFactor.findMany({
    where: { userId },
    orderBy,
    omit: { secret: true, lastStep: true, publicKey: true },
  });
  const recoveryCodes = await db.recoveryCode.findMany({
    where: { userId },
    orderBy,
    omit: { codeHash: true },
  });
  return {
    // JSON knows no 64 bits; WebAuthn counts in 32.
    secondFactors: factors.map((each) => ({ ...each, signCount: Number(each.signCount ?? 0) })),
    recoveryCodes,
    factorRemovals: await db.factorRemoval.findMany({
      where: { userId },
      orderBy: { startedAt: "asc" },
    }),
  };
}

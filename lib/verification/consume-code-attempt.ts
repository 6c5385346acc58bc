import "server-only";
import { db, type Verification } from "../db";
import { CODE_ATTEMPTS } from "./lifetimes";

/**
 * Counts a try at the current code, before it is compared, so that many at once cannot share
 * one. Null when the code is dead: too old or tried too often.
 */
export async function consumeCodeAttempt(
  verificationId: string,
  now: Date,
): Promise<Verification | null> {
  const [counted] = await db.verification.updateManyAndReturn({
    where: { id: verificationId, codeAttempts: { lt: CODE_ATTEMPTS }, codeExpiresAt: { gt: now } },
    data: { codeAttempts: { increment: 1 } },
  });
  return counted ?? null;
}

import "server-only";
import { after } from "../clock";
import { db, type Verification } from "../db";
import { CODE_ATTEMPTS } from "./lifetimes";
import { findCodeKind } from "./links";

/**
 * An email never carries a dead code: one that is too old or tried too often gives way to the
 * next. Only for the verification that the email was asked for, and in every state of its
 * address: whoever asked can see by further tries whether the code was renewed.
 */
export async function renewCode(verification: Verification, now: Date): Promise<Verification> {
  if (verification.codeExpiresAt > now && verification.codeAttempts < CODE_ATTEMPTS)
    return verification;
  const { id, codeEpoch } = verification;
  const kind = findCodeKind(verification);
  if (!kind) return verification;
  await db.verification.updateMany({
    where: { id, codeEpoch },
    data: { codeEpoch: codeEpoch + 1, codeAttempts: 0, codeExpiresAt: after(now, kind.lifeMs) },
  });
  return db.verification.findUniqueOrThrow({ where: { id } });
}

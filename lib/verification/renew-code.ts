import "server-only";
import { after } from "../clock";
import { db, type Verification } from "../db";
import { CODE_ATTEMPTS, CONFIRMATION_CODE_LIFE_MS, RESET_CODE_LIFE_MS } from "./lifetimes";

/**
 * An email never carries a dead code: one that is too old or tried too often gives way to the
 * next. Only for the verification that the email was asked for, and in every state of its
 * address: whoever asked can see by further tries whether the code was renewed.
 */
export async function renewCode(verification: Verification, now: Date): Promise<Verification> {
  if (verification.codeExpiresAt > now && verification.codeAttempts < CODE_ATTEMPTS)
    return verification;
  const { id, codeEpoch, purpose } = verification;
  const life = purpose === "reset_password" ? RESET_CODE_LIFE_MS : CONFIRMATION_CODE_LIFE_MS;
  await db.verification.updateMany({
    where: { id, codeEpoch },
    data: { codeEpoch: codeEpoch + 1, codeAttempts: 0, codeExpiresAt: after(now, life) },
  });
  return db.verification.findUniqueOrThrow({ where: { id } });
}

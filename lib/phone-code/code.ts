import "server-only";
import type { PhoneCode } from "../db";
import { MINUTE } from "../clock";
import { deriveCode, isDerivedCode, signingCode } from "../verification/code";
import { CODE_ATTEMPTS } from "../verification/lifetimes";

/** Life of a code by text message: NIST SP 800-63B-4, 3.1.3.2, allows ten minutes at most. */
export const PHONE_CODE_LIFE_MS = 10 * MINUTE;

/** NIST SP 800-63B-4 asks for six digits at least. */
const DIGITS = 6;

type Source = Pick<PhoneCode, "id" | "userId" | "purpose" | "number">;

const codeUnder =
  ({ purpose, id, userId, number }: Source) =>
  (version: number) =>
    deriveCode("phone-code", [purpose, id, userId, number], DIGITS, version);

/** The code of a row, derived anew each time, so that a text that is sent again says the same. */
export function currentPhoneCode(source: Source): string {
  return signingCode(codeUnder(source));
}

/** Whether `typed` is the code of a row, under any key that is held. */
export function isPhoneCode(source: Source, typed: string): boolean {
  return isDerivedCode(codeUnder(source), typed);
}

/** Whether a code can still be right. */
export function isLivePhoneCode(
  {
    expiresAt,
    usedAt,
    voidedAt,
    attempts,
  }: Pick<PhoneCode, "expiresAt" | "usedAt" | "voidedAt" | "attempts">,
  now: Date,
): boolean {
  return !usedAt && !voidedAt && expiresAt > now && attempts < CODE_ATTEMPTS;
}

import "server-only";
import { db } from "../db";
import { consume, type Limited } from "../rate-limit/consume";
import { isCurrentCode } from "../verification/code";
import { CODE_ATTEMPTS } from "../verification/lifetimes";
import { linkToken } from "../verification/link-token";
import { consumeCodeAttempt } from "../verification/consume-code-attempt";
import { findShownPasswordReset, type ShownPasswordReset } from "./current-password-reset";
import type { Origin } from "../request/origin";

/**
 * The code of a recovery email, typed in the browser that asked for it, becomes the token of
 * the email's link: from there on there is one way. A code works once. Where there is no
 * account every code is wrong, and tries are counted all the same.
 *
 * @returns "accepted" with a token that is for an HttpOnly cookie and for nothing else
 */
export async function exchangeResetCode(
  shown: ShownPasswordReset,
  code: string,
  origin: Origin,
  now = new Date(),
): Promise<
  | { outcome: "accepted"; token: string }
  | { outcome: "code_dead" | "no_request" }
  | { outcome: "wrong_code"; attemptsLeft: number }
  | Limited
> {
  const reset = await findShownPasswordReset(shown);
  const newest = reset?.verifications[0];
  if (!reset || !newest) return { outcome: "no_request" };
  const counted = await consume([{ limit: "codes_from_ip", key: origin.ip }]);
  if (counted.outcome === "limited") return counted;
  const verification = await consumeCodeAttempt(newest.id, now);
  if (!verification) return { outcome: "code_dead" };
  const { id, usedAt, voidedAt } = verification;
  if (isCurrentCode(verification, code) && !usedAt && !voidedAt) {
    // Of the same code typed twice at once, the second finds it dead.
    const { count } = await db.verification.updateMany({
      where: { id, usedAt: null, voidedAt: null, codeExpiresAt: { gt: now } },
      data: { codeExpiresAt: now },
    });
    if (count === 1) return { outcome: "accepted", token: linkToken("reset-link", verification) };
  }
  return { outcome: "wrong_code", attemptsLeft: CODE_ATTEMPTS - verification.codeAttempts };
}

import "server-only";
import { isBreached } from "./breached-passwords";
import { passwordMinLength } from "./password-min-length";
import { type PasswordAdvice, passwordWeakness } from "./password-strength";

/** A password that nobody may choose, and why: too short, or easy to guess. */
export type WeakPassword = { outcome: "weak_password" } & (
  { min: number } | { advice: PasswordAdvice }
);

/**
 * Whether somebody may choose a password: the one place that says so. It has the length that is
 * asked for, is hard to guess and, if that check is on, is in no list of stolen ones.
 *
 * @returns null when they may
 */
export async function judgeNewPassword(
  password: string,
  { address, hasSecondFactor }: { address: string; hasSecondFactor?: boolean },
): Promise<WeakPassword | null> {
  const min = passwordMinLength({ hasSecondFactor });
  if (password.length < min) return { outcome: "weak_password", min };
  const advice = passwordWeakness(password, address);
  if (advice) return { outcome: "weak_password", advice };
  return (await isBreached(password)) ? { outcome: "weak_password", advice: "pwned" } : null;
}

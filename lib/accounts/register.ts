import "server-only";
import { inTransaction } from "../db";
import { type Attempt, openRegistration } from "./open-registration";
import { hashPassword } from "./password-hash";
import { passwordWeakness } from "./password-strength";

/** What a visitor hands in, and the browser it came from. */
export type RegisterInput = Omit<Attempt, "passwordHash"> & { password: string };

/**
 * Registers somebody. Proves nothing yet: the password becomes valid only when the
 * address is confirmed for this very registration.
 *
 * The outcome is the same for an address that already has an account, on purpose: its
 * owner learns by mail, the visitor learns nothing.
 */
export async function register(
  { password, ...who }: RegisterInput,
  now = new Date(),
): Promise<{ outcome: "registered" } | { outcome: "weak_password"; advice: string }> {
  const advice = passwordWeakness(password, who.address);
  if (advice) return { outcome: "weak_password", advice };
  const passwordHash = await hashPassword(password);
  await inTransaction((tx) => openRegistration(tx, { ...who, passwordHash }, now));
  return { outcome: "registered" };
}

import "server-only";
import { db } from "../db";
import { metrics } from "../metrics/metrics";
import { consume, type Limited } from "../rate-limit/consume";
import { emailLimits, siteLimits } from "../rate-limit/limits";
import { withSpan } from "../tracing/with-span";
import { type Attempt, insertRegistration } from "./insert-registration";
import { hashPassword } from "../credentials/password-hash";
import { judgeNewPassword, type WeakPassword } from "../credentials/judge-new-password";

/** What a visitor hands in, and the browser it came from. */
export type RegisterInput = Omit<Attempt, "passwordHash" | "corrections"> & { password: string };

type Registered = { outcome: "registered" } | WeakPassword | Limited;

/** Counts a registration against every limit there is on them. */
export async function consumeRegistrationLimits({
  address,
  origin,
}: Pick<Attempt, "address" | "origin">) {
  return consume([
    { limit: "registrations_from_ip", key: origin.ip },
    { limit: "registrations_from_ip_per_day", key: origin.ip },
    ...siteLimits("registrations"),
    ...emailLimits(address),
  ]);
}

/**
 * Registers somebody. Proves nothing yet: the password becomes valid only when the
 * address is confirmed for this very registration.
 *
 * The outcome is the same for an address that already has an account, on purpose: its
 * owner learns by email, the visitor learns nothing.
 */
export async function register(input: RegisterInput, now = new Date()): Promise<Registered> {
  const result = await withSpan("register", {}, () => tryToRegister(input, now));
  metrics.registrations.inc({ outcome: result.outcome });
  return result;
}

async function tryToRegister({ password, ...who }: RegisterInput, now: Date): Promise<Registered> {
  // Before the password is judged, which is work; a weak one uses up no registration.
  const judged = await consume([{ limit: "passwords_from_ip", key: who.origin.ip }]);
  if (judged.outcome === "limited") return judged;
  const weak = await judgeNewPassword(password, who);
  if (weak) return weak;
  const counted = await consumeRegistrationLimits(who);
  if (counted.outcome === "limited") return counted;
  const passwordHash = await hashPassword(password);
  await insertRegistration(db, { ...who, passwordHash }, now);
  return { outcome: "registered" };
}

import "server-only";
import { after } from "../clock";
import { db, inTransaction, type Tx } from "../db";
import type { Locale } from "../i18n/locales";
import { consume, type Limited, peek } from "../rate-limit/consume";
import { emailLimits } from "../rate-limit/limits";
import { cooldownEnd } from "../rate-limit/resend-cooldown";
import type { Origin } from "../request/origin";
import { RESET_LINK_LIFE_MS } from "../verification/lifetimes";
import { findShownPasswordReset, type ShownPasswordReset } from "./current-password-reset";
import { insertPasswordReset, resetLimits } from "./request-password-reset";

/** What became of the wish for another email. */
export type ResendResetOutcome =
  { outcome: "requested" | "no_request" } | { outcome: "too_soon"; allowedAt: Date } | Limited;

type Asked = { browserKeyHash: string; originalAddress: string; address: string };

/** By what this browser asked for alone: what others did with the address must not show. */
async function cooldownOf(
  tx: Pick<Tx, "passwordReset">,
  { browserKeyHash, originalAddress }: Asked,
  now: Date,
): Promise<Date | null> {
  const createdAt = { gt: after(now, -RESET_LINK_LIFE_MS) };
  const asked = await tx.passwordReset.findMany({
    where: { browserKeyHash, originalAddress, createdAt },
    select: { createdAt: true },
  });
  return cooldownEnd(asked.map((each) => each.createdAt));
}

/** From when on "Resend email" works for a request, by its cooldown and its address's limits. */
export async function nextResetResendAt(asked: Asked, now = new Date()): Promise<Date> {
  const moments = await Promise.all([cooldownOf(db, asked, now), peek(emailLimits(asked.address))]);
  return new Date(Math.max(...moments.map((moment) => (moment ?? now).getTime())));
}

/**
 * Asks once more for what a page waits for: a new request, with a link and a code of its own. The
 * same for an address with an account and without.
 */
export async function resendPasswordReset(
  shown: ShownPasswordReset,
  { origin, locale }: { origin: Origin; locale: Locale },
  now = new Date(),
): Promise<ResendResetOutcome> {
  const request = await findShownPasswordReset(shown);
  if (!request || request.cancelledAt) return { outcome: "no_request" };
  const { address, originalAddress } = request;
  const wish = { address, originalAddress, browserKeyHash: shown.browserKeyHash, origin, locale };
  const tooSoon = await cooldownOf(db, wish, now);
  if (tooSoon && tooSoon > now) return { outcome: "too_soon", allowedAt: tooSoon };
  const counted = await consume(resetLimits(wish));
  if (counted.outcome === "limited") return counted;
  return inTransaction(async (tx) => {
    // Two presses at once take turns here, and the second finds the first one's request.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${wish.browserKeyHash}, 0))`;
    const allowedAt = await cooldownOf(tx, wish, now);
    if (allowedAt && allowedAt > now) return { outcome: "too_soon", allowedAt };
    await insertPasswordReset(tx, wish, now);
    return { outcome: "requested" };
  });
}

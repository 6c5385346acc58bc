import "server-only";
import { after, HOUR } from "../clock";
import { db } from "../db";
import type { Credentials } from "../credentials/check-password";
import { findShownRegistration, type ShownRegistration } from "./current-registration";

/** How long after the confirmation the waiting browser is still let in by itself. */
const HAND_OVER_MS = 24 * HOUR;

/**
 * Lets the waiting browser in whose registration was confirmed on another device: once,
 * so that signing out stays signed out. Only the registration's own password can have
 * confirmed it; where the owner of the mailbox chose a new one, nothing is handed over. That
 * it still is the account's password, `openSession` sees to.
 *
 * @returns null when there is nothing to hand over (any more)
 */
export async function signInWaitingBrowser(
  shown: ShownRegistration,
  now = new Date(),
): Promise<Credentials | null> {
  const registration = await findShownRegistration(shown);
  if (!registration) return null;
  const [handed] = await db.registration.updateManyAndReturn({
    where: { ...awaitsSignIn(shown.browserKeyHash, now), userId: registration.userId },
    data: { sessionStartedAt: now },
    select: { userId: true, passwordHash: true },
  });
  return handed ?? null;
}

/** Registrations of a browser that were confirmed elsewhere and not handed over yet. */
export function awaitsSignIn(browserKeyHash: string, now: Date) {
  return { browserKeyHash, sessionStartedAt: null, confirmedAt: { gt: after(now, -HAND_OVER_MS) } };
}

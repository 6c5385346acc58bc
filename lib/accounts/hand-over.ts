import "server-only";
import { after, HOUR } from "../clock";
import { db } from "../db";
import { currentRegistration } from "./current-registration";

/** How long after the confirmation the waiting browser is still let in by itself. */
const HAND_OVER_MS = 24 * HOUR;

/**
 * Lets the waiting browser in whose registration was confirmed on another device: once,
 * so that signing out stays signed out. Only the registration's own password can have
 * confirmed it; where the owner of the mailbox chose a new one, nothing is handed over.
 *
 * @returns null when there is nothing to hand over (any more)
 */
export async function handOver(
  browserKeyHash: string,
  now = new Date(),
): Promise<{ userId: string } | null> {
  const current = await currentRegistration(browserKeyHash);
  if (!current) return null;
  const [handed] = await db.registration.updateManyAndReturn({
    where: { ...awaitsHandOver(browserKeyHash, now), userId: current.userId },
    data: { sessionStartedAt: now },
    select: { userId: true },
  });
  return handed ?? null;
}

/** Registrations of a browser that were confirmed elsewhere and not handed over yet. */
export function awaitsHandOver(browserKeyHash: string, now: Date) {
  return { browserKeyHash, sessionStartedAt: null, confirmedAt: { gt: after(now, -HAND_OVER_MS) } };
}

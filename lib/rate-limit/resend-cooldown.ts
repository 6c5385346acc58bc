import { after, DAY, HOUR, MINUTE, SECOND } from "../clock";

/** Waiting time after the first, second, third and every further mail to an address. */
const WAITS_MS = [60 * SECOND, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE];
const PER_HOUR = 5;
const PER_DAY = 10;

/** How far back mails count. */
export const COOLDOWN_MEMORY_MS = DAY;

/**
 * When the next mail may be asked for.
 *
 * @param mails when the mails of the last day to this address were asked for, in any order
 * @returns a moment in the past (or `now`) when it may be at once
 */
export function resendAllowedAt(mails: Date[], now: Date): Date {
  const newestFirst = mails.filter((mail) => mail > after(now, -DAY)).toSorted((a, b) => b.getTime() - a.getTime());
  const [newest] = newestFirst;
  if (!newest) return now;
  const wait = WAITS_MS[Math.min(newestFirst.length, WAITS_MS.length) - 1] ?? 0;
  const [oldestOfHour, oldestOfDay] = [newestFirst[PER_HOUR - 1], newestFirst[PER_DAY - 1]];
  return new Date(
    Math.max(
      after(newest, wait).getTime(),
      oldestOfHour ? after(oldestOfHour, HOUR).getTime() : 0,
      oldestOfDay ? after(oldestOfDay, DAY).getTime() : 0,
    ),
  );
}

import { after, DAY, HOUR, MINUTE, SECOND } from "../clock";

/** Waiting time after a registration's first, second, third and every further mail. */
const WAITS_MS = [60 * SECOND, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE];
/** Mails to one address, whoever asks. */
const PER_HOUR = 5;
const PER_DAY = 10;

/** How far back mails count. */
export const COOLDOWN_MEMORY_MS = DAY;

/** When the mails of the last day were asked for, in any order. */
export type RecentMails = { forRegistration: Date[]; toAddress: Date[] };

/**
 * When the next mail of a registration may be asked for. The waits count that
 * registration's own mails: counting the address's would show whoever registers it that
 * somebody else did so today. Only the limits against flooding a mailbox count them all.
 *
 * @returns a moment in the past (or `now`) when it may be at once
 */
export function resendAllowedAt({ forRegistration, toAddress }: RecentMails, now: Date): Date {
  const newestFirst = toAddress
    .filter((mail) => mail > after(now, -DAY))
    .toSorted((a, b) => b.getTime() - a.getTime());
  const newest = Math.max(...forRegistration.map((mail) => mail.getTime()));
  const wait = WAITS_MS[Math.min(forRegistration.length, WAITS_MS.length) - 1] ?? 0;
  const [oldestOfHour, oldestOfDay] = [newestFirst[PER_HOUR - 1], newestFirst[PER_DAY - 1]];
  return new Date(
    Math.max(
      forRegistration.length === 0 ? now.getTime() : newest + wait,
      oldestOfHour ? after(oldestOfHour, HOUR).getTime() : 0,
      oldestOfDay ? after(oldestOfDay, DAY).getTime() : 0,
    ),
  );
}

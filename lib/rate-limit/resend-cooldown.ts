import { after, MINUTE, SECOND } from "../clock";

/** Waiting time after a registration's first, second, third and every further email. */
const WAITS_MS = [60 * SECOND, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE];

/**
 * When a registration's cooldown is over, from when its emails so far were asked for. It
 * counts that registration's own emails only: counting the address's would show whoever
 * registers it that somebody else did so today. What floods a mailbox is limited apart.
 *
 * @param emails in any order
 * @returns a moment in the past when another email may be asked for at once; null without emails
 */
export function cooldownEnd(mails: Date[]): Date | null {
  const wait = WAITS_MS[Math.min(mails.length, WAITS_MS.length) - 1];
  if (wait === undefined) return null;
  return after(new Date(Math.max(...mails.map((mail) => mail.getTime()))), wait);
}

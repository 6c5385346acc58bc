/** So many are always published: to see whether runs reach us, and to get on at all. */
const PROBES = 10;
/** As many as one transaction may write. */
const MOST = 2_000;
/** An account that sends this share of what it may has no room for more. */
const BUSY_SHARE = 0.75;

/** What the last minute shows of Inngest. */
export type Movement = {
  /** Attempts at emails: runs reach us. */
  attempts: number;
  /** Late emails came by themselves: Inngest has a backlog and works on it. */
  hasBacklog: boolean;
  /** Emails that may go in a minute. */
  sendable: number;
};

/**
 * How many overdue emails are published again at once. An event that was lost should be
 * replaced soon; one that only waits for its turn at Inngest must not be doubled, which would
 * make everybody wait longer.
 */
export function countToPublish({ attempts, hasBacklog, sendable }: Movement): number {
  if (attempts === 0 || hasBacklog || attempts >= sendable * BUSY_SHARE) return PROBES;
  return Math.min(MOST, Math.max(PROBES, Math.floor(sendable - attempts)));
}

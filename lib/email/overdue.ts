import { after, DAY, HOUR, MINUTE, SECOND } from "../clock";
import { type Sql, sql } from "../db";

/**
 * Inngest takes an event and calls the app within a second when all is well. What is due for
 * longer than this may have been lost on the way (docs/decisions/0022-overdue-work.md).
 */
export const GRACE_MS = MINUTE;

/** Lost for so long, an operator may have it sent again by hand. */
export const OVERDUE_MS = 5 * MINUTE;

/** Pauses between two events for the same work: as long as it has been overdue, within these. */
const SHORTEST_PAUSE_MS = MINUTE;
const LONGEST_PAUSE_MS = HOUR;

/** After that nobody wants the email any more, and an operator has to look. */
export const LIFETIME_MS = 3 * DAY;

/** An email that still has to go out. */
export const WAITING = ["queued", "sending", "deferred", "unknown"] as const;

/** The same in the words of the index on its due time. */
export const isWaiting = sql`status IN ('queued', 'sending', 'deferred', 'unknown')`;

/** What is due for longer than it should be, and the last event for it was long enough ago. */
export function needsEvent(now: Date, graceMs: number): Sql {
  return sql`due_at < ${after(now, -graceMs)} AND (
    republished_at IS NULL OR republished_at < due_at
    OR republished_at <= ${now}::timestamptz - least(
      greatest(republished_at - due_at, make_interval(secs => ${SHORTEST_PAUSE_MS / SECOND}::float8)),
      make_interval(secs => ${LONGEST_PAUSE_MS / SECOND}::float8)))`;
}

import "server-only";
import { v7 as uuidv7 } from "uuid";
import { after, DAY } from "../clock";
import { type Sql, sql } from "../db";
import type { FailureSuppression } from "./reasons/find-suppression";

/** No suppression lasts longer, however often emails bounced. */
const MAX_DAYS = 365;

/**
 * Writes a suppression, as a part of a statement. Two bounces of one outage count once; one after
 * an earlier suppression's end counts as a failed try, and the next suppression lasts twice as
 * long. The result does not depend on the order in which events arrive.
 *
 * @param at when it happened
 * @param from a table with the address, or with no row for nothing
 */
export function insertSuppression(
  { reason, cause, days }: FailureSuppression,
  at: Date,
  from: Sql,
): Sql {
  const until = days === null ? null : after(at, days * DAY);
  const length = sql`(excluded.expires_at - excluded.created_at)`;
  const max = sql`make_interval(days => ${MAX_DAYS}::int)`;
  const isHeavier = sql`excluded.reason > s.reason`;
  const isAfter = sql`excluded.created_at >= s.expires_at`;
  const isLongBefore = sql`excluded.expires_at < s.created_at`;
  return sql`
    INSERT INTO suppression AS s (id, address, scope, reason, cause, times, created_at, expires_at)
    SELECT ${uuidv7()}::uuid, f.address, 'everything', ${reason}::suppression_reason, ${cause},
      ${days === 0 ? 0 : 1}::int, ${at}::timestamptz, ${until}::timestamptz
    FROM ${from} f
    ON CONFLICT (address, scope) DO UPDATE SET
      reason = excluded.reason,
      cause = CASE WHEN ${isHeavier} OR ${isAfter} OR excluded.expires_at > s.expires_at
        THEN excluded.cause ELSE s.cause END,
      times = CASE WHEN ${isHeavier} THEN excluded.times
        WHEN ${isAfter} OR ${isLongBefore} THEN s.times + excluded.times ELSE greatest(s.times, excluded.times) END,
      created_at = CASE WHEN ${isHeavier} OR ${isAfter} THEN excluded.created_at
        WHEN ${isLongBefore} THEN s.created_at ELSE least(s.created_at, excluded.created_at) END,
      expires_at = CASE WHEN ${isHeavier} THEN excluded.expires_at
        WHEN ${isAfter} THEN excluded.created_at + least(${length} * power(2, s.times), ${max})
        WHEN ${isLongBefore} THEN s.created_at + least((s.expires_at - s.created_at) * 2, ${max})
        ELSE greatest(s.expires_at, excluded.expires_at) END
    WHERE ${isHeavier} OR (excluded.reason = s.reason AND s.reason = 'hard_bounce'
      AND s.expires_at IS NOT NULL AND (excluded.times > 0 OR s.times = 0))`;
}

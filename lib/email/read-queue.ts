import "server-only";
import { after } from "../clock";
import { db } from "../db";
import { GRACE_MS, isWaiting } from "./overdue";
import { HELD, isHeld } from "./provider-holds/held-emails";
import { uuidFloor } from "../uuid-range";

/** Emails on their way to the provider. */
export type Queue = {
  /** Asked for, or being handed over this moment. */
  waiting: number;
  /** Not taken at the last try, or maybe taken: tried again. */
  retrying: number;
  /** Waiting for a mailbox provider that refuses our emails. */
  held: number;
  /** Given up, of the emails asked for in the period. */
  failed: number;
  /** Since when the oldest of those that wait or are tried again was asked for; none of the held. */
  oldestSince: Date | null;
  /** Since when the oldest of those should have been tried that nobody has tried in time. */
  overdueSince: Date | null;
};

/**
 * How many emails wait, and for how long. Failed ones are counted from `from` on. Each part reads
 * only what it counts, by status.
 */
export async function readQueue(from: Date, now: Date): Promise<Queue> {
  const [queue] = await db.$queryRaw<Queue[]>`
    SELECT
      (SELECT count(*)::int FROM delivery WHERE status IN ('queued', 'sending')) AS waiting,
      (SELECT count(*)::int FROM delivery WHERE status = 'deferred' AND failure_code IS DISTINCT FROM ${HELD}
        OR (status = 'unknown' AND due_at IS NOT NULL)) AS retrying,
      (SELECT count(*)::int FROM delivery d WHERE ${isHeld}) AS held,
      (SELECT count(*)::int FROM delivery WHERE status = 'failed' AND id >= ${uuidFloor(from)}::uuid) AS failed,
      (SELECT min(oldest.created_at) FROM unnest(ARRAY['queued', 'sending', 'deferred']::delivery_status[]) AS s,
        LATERAL (SELECT created_at FROM delivery WHERE status = s
          AND failure_code IS DISTINCT FROM ${HELD} ORDER BY id LIMIT 1) AS oldest
      ) AS "oldestSince",
      (SELECT min(due_at) FROM delivery WHERE ${isWaiting} AND due_at < ${after(now, -GRACE_MS)})
        AS "overdueSince"`;
  if (!queue) throw new Error("a statement without FROM gave no row");
  return queue;
}

import "server-only";
import { db } from "../db";
import { type LimitName, throttlingStandings } from "./limits";

/** One count that a use goes into, and what it allows. */
export type Count = {
  limit: LimitName;
  key: string;
  durationMs: number;
  allowed: number;
  /** Counted only when no count of the asker's own is over. */
  isShared: boolean;
  /** Nothing is counted beyond what is allowed. */
  isCapped: boolean;
  /** How much of it is for whoever `showsUse` shows to be new. */
  keptForNewcomers: number;
  /** Tells by its first point that somebody is a newcomer. */
  showsUse: boolean;
  /** Left out unless registrations are throttled (true) or are not (false). */
  whileThrottled: boolean | null;
};

/** A count that does not allow the use, and when it begins anew, in milliseconds since 1970. */
type Refused = { limit: LimitName; endsAt: number };

type Taken = { key: string; points: number | null; expire: bigint; isOwnOver: boolean };

/**
 * Takes a point of each count and tells which of them refuse. One statement: first the asker's
 * own counts, then, if none of them is over, those that others share. Rows are taken in the
 * order of their keys, so that two statements never wait for each other.
 */
export async function takePoints(counts: Count[], now: number): Promise<Refused[]> {
  if (counts.length === 0) return [];
  const column = <Value>(value: (count: Count) => Value) => counts.map(value);
  const taken = await db.$queryRaw<Taken[]>`
    WITH asked AS (
      SELECT a.* FROM unnest(
        ${column(({ key }) => key)}::text[], ${column(({ durationMs }) => durationMs)}::bigint[],
        ${column(({ allowed }) => allowed)}::int[], ${column(({ isShared }) => isShared)}::bool[],
        ${column(({ isCapped }) => isCapped)}::bool[],
        ${column(({ keptForNewcomers }) => keptForNewcomers)}::int[],
        ${column(({ showsUse }) => showsUse)}::bool[],
        ${column(({ whileThrottled }) => whileThrottled)}::bool[]
      ) AS a (key, duration, allowed, is_shared, is_capped, kept, shows_use, while_throttled)
      WHERE a.while_throttled IS NULL OR a.while_throttled = COALESCE(
        (SELECT standing::text = ANY(${throttlingStandings()}) FROM sender), false)
    ), own AS (
      INSERT INTO rate_limit AS r (key, points, expire)
      SELECT key, 1, ${now}::bigint + duration FROM asked WHERE NOT is_shared ORDER BY key
      ON CONFLICT (key) DO UPDATE SET
        points = CASE WHEN r.expire <= ${now} THEN 1 ELSE r.points + 1 END,
        expire = CASE WHEN r.expire <= ${now} THEN excluded.expire ELSE r.expire END
      RETURNING key, points, expire
    ), asker AS (
      SELECT COALESCE(bool_or(o.points > a.allowed), false) AS is_over,
        COALESCE(bool_and(o.points = 1) FILTER (WHERE a.shows_use), true) AS is_newcomer
      FROM own o JOIN asked a USING (key)
    ), shared AS (
      INSERT INTO rate_limit AS r (key, points, expire)
      SELECT a.key, 1, ${now}::bigint + a.duration FROM asked a, asker
      WHERE a.is_shared AND NOT asker.is_over ORDER BY a.key
      ON CONFLICT (key) DO UPDATE SET
        points = CASE WHEN r.expire <= ${now} THEN 1 ELSE r.points + 1 END,
        expire = CASE WHEN r.expire <= ${now} THEN excluded.expire ELSE r.expire END
      WHERE r.expire <= ${now} OR r.points < (
        SELECT CASE WHEN NOT a.is_capped THEN 2147483647 WHEN asker.is_newcomer THEN a.allowed
          ELSE a.allowed - a.kept END
        FROM asked a, asker WHERE a.key = excluded.key)
      RETURNING key, points, expire
    )
    SELECT a.key, COALESCE(o.points, s.points) AS points,
      COALESCE(o.expire, s.expire, before.expire, ${now}::bigint + a.duration) AS expire,
      asker.is_over AS "isOwnOver"
    FROM asked a CROSS JOIN asker LEFT JOIN own o USING (key) LEFT JOIN shared s USING (key)
      LEFT JOIN rate_limit before USING (key)`;
  const found = new Map(taken.map((row) => [row.key, row]));
  return counts.flatMap(({ limit, key, allowed, isShared }) => {
    const row = found.get(key);
    if (!row || (isShared && row.isOwnOver)) return [];
    const isWithin = row.points !== null && row.points <= allowed;
    return isWithin ? [] : [{ limit, endsAt: Number(row.expire) }];
  });
}

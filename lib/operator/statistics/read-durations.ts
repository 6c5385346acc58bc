import "server-only";
import { db } from "../../db";
import { uuidFloor } from "../../uuid-range";
import type { Span } from "./period";

/** Of the newest so many registrations of the period. */
const NEWEST = 1_000;

/** How long it took from registering, in seconds; null where nobody has got there. */
export type Duration = { count: number; median: number | null; percentile95: number | null };

/** From registering to the email being taken, being delivered, and the address confirmed. */
export type Durations = { sent: Duration; delivered: Duration; confirmed: Duration };

type Row = Record<keyof Durations, { count: number; percentiles: [number, number] | null }>;

const asDuration = ({ count, percentiles }: Row[keyof Durations]): Duration => ({
  count,
  median: percentiles?.[0] ?? null,
  percentile95: percentiles?.[1] ?? null,
});

const NOBODY = { count: 0, percentiles: null };

/**
 * Median and 95th percentile of how long registrations took, each over those of the newest
 * 1,000 of the period that have got there. Providers' clocks may be early: never below zero.
 */
export async function readDurations({ from, to }: Span): Promise<Durations> {
  const [row] = await db.$queryRaw<Row[]>`
    WITH newest AS (
      SELECT id, created_at, confirmed_at FROM registration
      WHERE id >= ${uuidFloor(from)}::uuid AND created_at >= ${from} AND created_at < ${to}
      ORDER BY id DESC LIMIT ${NEWEST}
    ), waited AS (
      SELECT extract(epoch FROM mail.sent_at - r.created_at)::float8 AS sent,
        extract(epoch FROM mail.delivered_at - r.created_at)::float8 AS delivered,
        extract(epoch FROM coalesce(proof.used_at, r.confirmed_at) - r.created_at)::float8 AS confirmed
      FROM newest r
        CROSS JOIN LATERAL (
          SELECT min(d.sent_at) AS sent_at, min(greatest(e.occurred_at, r.created_at))
            FILTER (WHERE e.id IS NOT NULL) AS delivered_at
          FROM delivery d LEFT JOIN delivery_event e ON e.delivery_id = d.id AND e.type = 'Delivery'
          WHERE d.registration_id = r.id
        ) mail
        CROSS JOIN LATERAL (
          SELECT min(used_at) AS used_at FROM verification v WHERE v.registration_id = r.id
        ) proof
    ), spread AS (
      SELECT count(sent)::int AS sent_count, count(delivered)::int AS delivered_count,
        count(confirmed)::int AS confirmed_count,
        percentile_cont(ARRAY[0.5, 0.95]) WITHIN GROUP (ORDER BY sent) AS sent,
        percentile_cont(ARRAY[0.5, 0.95]) WITHIN GROUP (ORDER BY delivered) AS delivered,
        percentile_cont(ARRAY[0.5, 0.95]) WITHIN GROUP (ORDER BY confirmed) AS confirmed
      FROM waited
    )
    SELECT jsonb_build_object('count', sent_count, 'percentiles', sent) AS sent,
      jsonb_build_object('count', delivered_count, 'percentiles', delivered) AS delivered,
      jsonb_build_object('count', confirmed_count, 'percentiles', confirmed) AS confirmed
    FROM spread`;
  return {
    sent: asDuration(row?.sent ?? NOBODY),
    delivered: asDuration(row?.delivered ?? NOBODY),
    confirmed: asDuration(row?.confirmed ?? NOBODY),
  };
}

import "server-only";
import { db } from "../../db";
import { cohort, outcomesOfCohort } from "./cohorts";

/**
 * Counts the registrations of each hour anew, with what became of them. Hours without any are
 * written too, so that the table has no gaps; rows that stay the same are not touched.
 *
 * @param from the beginning of an hour
 * @param to the beginning of an hour
 */
export async function countHours(from: Date, to: Date): Promise<void> {
  await db.$executeRaw`
    WITH counted AS (
      SELECT date_trunc('hour', r.created_at, 'UTC') AS hour, ${outcomesOfCohort}
      FROM ${cohort(from, to)} GROUP BY 1
    )
    INSERT INTO funnel_hour AS f
      (hour, registered, sent, delivered, bounced, complained, opened, confirmed)
    SELECT hour, coalesce(registered, 0), coalesce(sent, 0), coalesce(delivered, 0),
      coalesce(bounced, 0), coalesce(complained, 0), coalesce(opened, 0), coalesce(confirmed, 0)
    FROM generate_series(${from}::timestamptz, ${to}::timestamptz - interval '1 hour', interval '1 hour') AS hour
      LEFT JOIN counted USING (hour)
    ORDER BY hour
    ON CONFLICT (hour) DO UPDATE SET registered = excluded.registered, sent = excluded.sent,
      delivered = excluded.delivered, bounced = excluded.bounced, complained = excluded.complained,
      opened = excluded.opened, confirmed = excluded.confirmed
    WHERE (f.registered, f.sent, f.delivered, f.bounced, f.complained, f.opened, f.confirmed)
      IS DISTINCT FROM (excluded.registered, excluded.sent, excluded.delivered, excluded.bounced,
        excluded.complained, excluded.opened, excluded.confirmed)`;
}

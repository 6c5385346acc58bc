import "server-only";
import { db } from "../../db";
import { cohort, outcomesOfCohort } from "./cohorts";

/** Domains that are kept by name for each day. A flood of made-up ones must not fill the table. */
const MOST_DOMAINS = 200;

/** Where the rest of a day's domains is counted. A domain has a dot, so none is called this. */
export const OTHER_DOMAINS = "other";

/**
 * Counts the registrations of each day by domain anew. A domain that is no longer among the
 * biggest of its day moves to the others.
 *
 * @param from the beginning of a day in UTC
 * @param to the beginning of a day in UTC
 */
export async function countDomains(from: Date, to: Date): Promise<void> {
  await db.$executeRaw`
    WITH counted AS (
      SELECT (r.created_at AT TIME ZONE 'UTC')::date AS day,
        split_part(r.address, '@', 2) AS domain, ${outcomesOfCohort}
      FROM ${cohort(from, to)} GROUP BY 1, 2
    ), named AS (
      SELECT day, registered, delivered, bounced, confirmed,
        CASE WHEN row_number() OVER (PARTITION BY day ORDER BY registered DESC, domain) <= ${MOST_DOMAINS}
          THEN domain ELSE ${OTHER_DOMAINS} END AS domain
      FROM counted
    ), wanted AS (
      SELECT day, domain, sum(registered)::int AS registered, sum(delivered)::int AS delivered,
        sum(bounced)::int AS bounced, sum(confirmed)::int AS confirmed
      FROM named GROUP BY day, domain
    ), dropped AS (
      DELETE FROM domain_day d
      WHERE day >= (${from}::timestamptz AT TIME ZONE 'UTC')::date
        AND day < (${to}::timestamptz AT TIME ZONE 'UTC')::date
        AND NOT EXISTS (SELECT FROM wanted w WHERE w.day = d.day AND w.domain = d.domain)
    )
    INSERT INTO domain_day AS d (day, domain, registered, delivered, bounced, confirmed)
    SELECT day, domain, registered, delivered, bounced, confirmed FROM wanted ORDER BY day, domain
    ON CONFLICT (day, domain) DO UPDATE SET registered = excluded.registered,
      delivered = excluded.delivered, bounced = excluded.bounced, confirmed = excluded.confirmed
    WHERE (d.registered, d.delivered, d.bounced, d.confirmed)
      IS DISTINCT FROM (excluded.registered, excluded.delivered, excluded.bounced, excluded.confirmed)`;
}

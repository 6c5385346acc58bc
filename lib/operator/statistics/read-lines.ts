import "server-only";
import { HOUR, MINUTE, SECOND } from "../../clock";
import { db, sql } from "../../db";
import { cohort, type Outcomes, outcomesOfCohort } from "./cohorts";
import { type Span, stepsOf } from "./period";

/** The registrations of one step of a period, and what became of them until now. */
export type Step = Outcomes & { at: Date };

/** The count runs every minute: an hour that has just ended may not be counted to its end. */
const COUNTED_AFTER_MS = 5 * MINUTE;

const NONE: Outcomes = {
  registered: 0,
  sent: 0,
  delivered: 0,
  bounced: 0,
  complained: 0,
  opened: 0,
  confirmed: 0,
};

const KINDS = Object.keys(NONE) as (keyof Outcomes)[];

const sums = sql`sum(registered)::int AS registered, sum(sent)::int AS sent,
  sum(delivered)::int AS delivered, sum(bounced)::int AS bounced,
  sum(complained)::int AS complained, sum(opened)::int AS opened, sum(confirmed)::int AS confirmed`;

/**
 * From when on registrations are counted on the spot: also what a count that stands still missed.
 */
async function countsLiveFrom({ from, stepMs }: Span, now: Date): Promise<Date> {
  // An hour that was counted has no minutes.
  if (stepMs < HOUR) return from;
  const { _max } = await db.funnelHour.aggregate({ _max: { hour: true } });
  const hour = Math.floor((now.getTime() - COUNTED_AFTER_MS) / HOUR) * HOUR;
  const uncounted = Math.min(hour, _max.hour?.getTime() ?? 0);
  return new Date(Math.max(uncounted, from.getTime()));
}

/** Each step of a period: by the counted hours, and live where they may not be counted yet. */
export async function readLines(span: Span, now: Date): Promise<Step[]> {
  const { from, to, stepMs } = span;
  const live = await countsLiveFrom(span, now);
  const step = sql`make_interval(secs => ${stepMs / SECOND}::float8)`;
  const found = await db.$queryRaw<Step[]>`
    SELECT date_bin(${step}, at, ${from}::timestamptz) AS at, ${sums}
    FROM (
      SELECT hour AS at, registered, sent, delivered, bounced, complained, opened, confirmed
      FROM funnel_hour WHERE hour >= ${from} AND hour < ${live}
      UNION ALL
      SELECT date_bin(${step}, r.created_at, ${from}::timestamptz), ${outcomesOfCohort}
      FROM ${cohort(live, to)} GROUP BY 1
    ) AS counted
    GROUP BY 1`;
  const byTime = new Map(found.map((counts) => [counts.at.getTime(), counts]));
  return stepsOf(span).map((at) => byTime.get(at.getTime()) ?? { ...NONE, at });
}

/** All steps of a period together. */
export function sumOf(steps: readonly Outcomes[]): Outcomes {
  const total = { ...NONE };
  for (const counts of steps) for (const kind of KINDS) total[kind] += counts[kind];
  return total;
}

import "server-only";
import { after, MINUTE } from "../clock";
import { db, type SecondFactorKind } from "../db";
import { oncePerProcess } from "../once-per-process";

/** The table is read whole, and Prometheus asks four times a minute. */
const COUNT_EVERY_MS = 10 * MINUTE;

/** Users by the kind of their second factors; "any" has each of them once. */
export type FactorUsers = { kind: SecondFactorKind | "any"; users: number }[];

const known = oncePerProcess<{ countedAt: Date; counts: FactorUsers }>("factor users", () => ({
  countedAt: new Date(0),
  counts: [],
}));

/** How many users have a second factor, as it was at most ten minutes ago. */
export async function countFactorUsers(now = new Date()): Promise<FactorUsers> {
  if (known.countedAt > after(now, -COUNT_EVERY_MS)) return known.counts;
  known.counts = await db.$queryRaw<FactorUsers>`
    SELECT COALESCE(kind::text, 'any') AS kind, count(DISTINCT user_id)::int AS users
    FROM second_factor WHERE confirmed_at IS NOT NULL
    GROUP BY GROUPING SETS ((kind), ())`;
  known.countedAt = now;
  return known.counts;
}

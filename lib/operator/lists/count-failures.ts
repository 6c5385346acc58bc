import "server-only";
import { db, join, sql } from "../../db";
import { isDeadLetterRowOf } from "../../email/dead-letters";
import { failureAdvice } from "./failed-list";

/** More than this is told as "more than": to know by how much would be to read them all. */
export const COUNTED_FAILURES = 100;

/** A kind of failure of which there are emails: how many, up to a bound, and the oldest one. */
export type FailureKindCount = { code: string; mails: number; oldest: Date };

/** The kinds of failure that wait for an operator, each counted up to `COUNTED_FAILURES` + 1. */
export async function countFailures(): Promise<FailureKindCount[]> {
  const counts = failureAdvice.map(
    ({ code }) => sql`SELECT ${code} AS code, (SELECT count(*)::int FROM (
      SELECT FROM delivery t WHERE ${isDeadLetterRowOf(code)} LIMIT ${COUNTED_FAILURES + 1}) bounded) AS mails,
      (SELECT created_at FROM delivery t WHERE ${isDeadLetterRowOf(code)} ORDER BY t.id LIMIT 1) AS oldest`,
  );
  return db.$queryRaw<FailureKindCount[]>`
    SELECT code, mails, oldest FROM (${join(counts, " UNION ALL ")}) AS kinds
    WHERE mails > 0 ORDER BY mails DESC, code`;
}

import "server-only";
import { db, sql } from "../../db";
import { failedList, failureAdvice } from "./failed-list";

/** More than this is told as "more than": to know by how much would be to read them all. */
export const COUNTED_FAILURES = 100;

/** A kind of failure of which there are mails, and how many, up to a bound. */
export type FailureKindCount = { code: string; mails: number };

/** The kinds of failure that wait for an operator, each counted up to `COUNTED_FAILURES` + 1. */
export async function countFailures(): Promise<FailureKindCount[]> {
  const codes = failureAdvice.map(({ code }) => code);
  return db.$queryRaw<FailureKindCount[]>`
    SELECT kind.code, found.mails FROM unnest(${codes}::text[]) AS kind(code)
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS mails FROM (
        SELECT FROM delivery t
        WHERE t.failure_code = kind.code AND ${failedList.condition ?? sql`true`}
        LIMIT ${COUNTED_FAILURES + 1}) bounded
    ) found
    WHERE found.mails > 0 ORDER BY found.mails DESC, kind.code`;
}

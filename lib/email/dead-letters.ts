import { after } from "../clock";
import { type Delivery, type Sql, sql } from "../db";
import { OVERDUE_MS } from "./overdue";
import { SUPPRESSION_CODES } from "./suppressions";

/** The kind of dead letter that has no failure: it waits and nobody tries it. */
export const OVERDUE = "overdue";

const stopped = Object.values(SUPPRESSION_CODES);
const waiting = ["queued", "sending", "deferred", "unknown"] as const;

type Mail = Pick<Delivery, "status" | "failureCode" | "dueAt">;

/**
 * A dead letter is an email that will not go out by itself, so that an operator may have it
 * tried again: it failed, a suppression stopped it (which is asked again), or it is overdue.
 * Below, the same is said to Prisma and to PostgreSQL.
 */
export function isDeadLetter({ status, failureCode, dueAt }: Mail, now: Date): boolean {
  if (status === "failed") return true;
  if (status === "cancelled") return stopped.some((code) => code === failureCode);
  return (
    waiting.some((each) => each === status) && (dueAt === null || dueAt < after(now, -OVERDUE_MS))
  );
}

/** The dead letters, of one kind of failure or all, as Prisma's `where`. */
export function deadLetters(now: Date, kind: string | null = null) {
  const isOverdue = [{ dueAt: null }, { dueAt: { lt: after(now, -OVERDUE_MS) } }];
  return {
    OR: [
      { status: "failed" as const },
      { status: "cancelled" as const, failureCode: { in: stopped } },
      { status: { in: [...waiting] }, OR: isOverdue },
    ],
    ...(kind !== null && { failureCode: kind === OVERDUE ? null : kind }),
  };
}

/** The dead letters among the rows `t` of a statement. */
export const isDeadLetterRow = sql`(t.status = 'failed'
  OR (t.status = 'cancelled' AND t.failure_code = ANY(${stopped}))
  OR (t.status IN ('queued', 'sending', 'deferred', 'unknown')
    AND (t.due_at IS NULL OR t.due_at < now() - make_interval(secs => ${OVERDUE_MS / 1_000}::float8))))`;

/** The dead letters of a kind among them. Spelled out where the index on due times helps. */
export function isDeadLetterRowOf(kind: string): Sql {
  return kind === OVERDUE
    ? sql`(t.failure_code IS NULL AND t.status IN ('queued', 'sending', 'deferred', 'unknown') AND ${isDeadLetterRow})`
    : sql`(t.failure_code = ${kind} AND ${isDeadLetterRow})`;
}

import { after } from "../clock";
import { type Delivery, type Sql, sql } from "../db";
import { OUR_FAULTS } from "./reasons/reason-table";
import { isWaiting, OVERDUE_MS, WAITING } from "./overdue";
import { SUPPRESSION_CODES } from "./suppressions";

/** The kind of dead letter that has no failure: it waits and nobody tries it. */
export const OVERDUE = "overdue";

const stopped = Object.values(SUPPRESSION_CODES);
const refused: string[] = OUR_FAULTS;

type Mail = Pick<Delivery, "status" | "failureCode" | "dueAt">;

/**
 * A dead letter is an email that will not go out by itself, so that an operator may have it
 * tried again: it failed, a provider refused it because of us, a suppression stopped it (which is
 * asked again), or it is overdue.
 * Below, the same is said to Prisma and to PostgreSQL.
 */
export function isDeadLetter({ status, failureCode, dueAt }: Mail, now: Date): boolean {
  if (status === "failed") return true;
  if (status === "bounced") return refused.some((code) => code === failureCode);
  if (status === "cancelled") return stopped.some((code) => code === failureCode);
  return (
    WAITING.some((each) => each === status) && (dueAt === null || dueAt < after(now, -OVERDUE_MS))
  );
}

/** The dead letters, of one kind of failure or all, as Prisma's `where`. */
export function deadLetters(now: Date, kind: string | null = null) {
  const isOverdue = [{ dueAt: null }, { dueAt: { lt: after(now, -OVERDUE_MS) } }];
  return {
    OR: [
      { status: "failed" as const },
      { status: "bounced" as const, failureCode: { in: refused } },
      { status: "cancelled" as const, failureCode: { in: stopped } },
      { status: { in: [...WAITING] }, OR: isOverdue },
    ],
    ...(kind !== null && { failureCode: kind === OVERDUE ? null : kind }),
  };
}

/** The dead letters among the rows `t` of a statement. */
export const isDeadLetterRow = sql`(t.status = 'failed'
  OR (t.status = 'bounced' AND t.failure_code = ANY(${refused}))
  OR (t.status = 'cancelled' AND t.failure_code = ANY(${stopped}))
  OR (t.${isWaiting}
    AND (t.due_at IS NULL OR t.due_at < now() - make_interval(secs => ${OVERDUE_MS / 1_000}::float8))))`;

/** The dead letters of a kind among them. Spelled out where the index on due times helps. */
export function isDeadLetterRowOf(kind: string): Sql {
  return kind === OVERDUE
    ? sql`(t.failure_code IS NULL AND t.${isWaiting} AND ${isDeadLetterRow})`
    : sql`(t.failure_code = ${kind} AND ${isDeadLetterRow})`;
}

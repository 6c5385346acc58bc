import "server-only";
import { after, SECOND } from "../clock";
import { db } from "../db";
import { GRACE_MS, isWaiting, OVERDUE_MS } from "../email/overdue";

/**
 * How long the oldest email is overdue, 0 without one, and what is wrong where that is too
 * long: an Inngest that takes every event and runs none looks well from the outbox.
 */
export async function checkEmails(
  now: Date,
): Promise<{ overdueSeconds: number; problems: string[] }> {
  const [oldest] = await db.$queryRaw<{ dueAt: Date | null }[]>`
    SELECT min(due_at) AS "dueAt" FROM delivery
    WHERE ${isWaiting} AND due_at < ${after(now, -GRACE_MS)}`;
  const overdueMs = oldest?.dueAt ? now.getTime() - oldest.dueAt.getTime() : 0;
  // The sweep has tried more than once by then.
  const isTooLong = overdueMs > OVERDUE_MS;
  const problem =
    "emails are overdue: Inngest took their events and did not run them, or more wait than may be sent";
  return {
    overdueSeconds: Math.round(overdueMs / SECOND),
    problems: isTooLong ? [problem] : [],
  };
}

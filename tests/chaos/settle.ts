import { poll } from "@latchkey/testing/poll";
import type { Lab } from "./lab";

/** What is still to be done, in numbers. */
export interface Leftovers {
  /** Events in the outbox that Inngest does not have. */
  unpublished: number;
  /** Emails whose end is open. */
  underWay: number;
  /** Runs that are not over. */
  runs: number;
  /** Events of SES on their way to us. */
  events: number;
}

export interface Settling {
  deadlineMs: number;
  /** Publishes what was left now and then, instead of waiting for the sweeper's next minute. */
  isHurried?: boolean;
  /** Has so much time pass before each of these sweeps, for what is overdue. */
  skipsMs?: number;
  /** Leaves runs out: those that wait for SES's word go on for two minutes after it came. */
  ignoresRuns?: boolean;
}

const LOOK_EVERY_MS = 250;
const SWEEP_EVERY_MS = 3_000;

/**
 * Waits until nothing is left to be done, which is when no further email can go out.
 *
 * @returns what is stuck at the deadline; all zero when it settled
 */
export async function settle(lab: Lab, settling: Settling): Promise<Leftovers> {
  let left = await leftovers(lab, settling);
  let sweptAt = 0;
  const isSettled = async () => {
    if (settling.isHurried && Date.now() - sweptAt > SWEEP_EVERY_MS) {
      if (settling.skipsMs) await skip(lab, settling.skipsMs);
      await lab.runner.sweep();
      sweptAt = Date.now();
    }
    left = await leftovers(lab, settling);
    return sumOf(left) === 0 || lab.accidents.length > 0;
  };
  const options = { deadlineMs: settling.deadlineMs, intervalMs: LOOK_EVERY_MS };
  // At the deadline the leftovers are the answer.
  await poll("everything to be done", isSettled, options).catch(() => undefined);
  return left;
}

/** The database looks as it would after so long a time. */
async function skip({ database }: Lab, ms: number): Promise<void> {
  const earlier = "- make_interval(secs => $1::float8)";
  for (const [table, ...columns] of [
    ["delivery", "due_at", "republished_at", "created_at"],
    ["outbox_event", "published_at"],
    ["heartbeat", "at"],
  ])
    await database.query(
      `UPDATE ${table} SET ${columns.map((column) => `${column} = ${column} ${earlier}`).join(", ")}`,
      [ms / 1_000],
    );
}

/** How many things are left altogether. */
export const sumOf = (left: Leftovers): number =>
  Object.values(left).reduce((sum: number, count: number) => sum + count, 0);

/** The leftovers in words, for the report. */
export function describeLeftovers(left: Leftovers): string[] {
  const counts = Object.entries(left).filter(([, count]) => count > 0);
  if (counts.length === 0) return [];
  return [`stuck: ${counts.map(([what, count]) => `${count} ${what}`).join(", ")}`];
}

async function leftovers(lab: Lab, { ignoresRuns }: Settling): Promise<Leftovers> {
  const { rows } = await lab.database.query<Pick<Leftovers, "unpublished" | "underWay">>(
    `SELECT (SELECT count(*)::int FROM outbox_event WHERE published_at IS NULL) AS unpublished,
       (SELECT count(*)::int FROM delivery WHERE status IN ('queued', 'sending', 'deferred', 'unknown')) AS "underWay"`,
  );
  const { unpublished = 0, underWay = 0 } = rows[0] ?? {};
  const runs = ignoresRuns ? 0 : await lab.runner.unfinished();
  const events = lab.hasEvents ? (await lab.ses.stats()).events.waiting : 0;
  return { unpublished, underWay, runs, events };
}

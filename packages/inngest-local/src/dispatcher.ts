import type { Alarm } from "./alarm";
import { claimJobs } from "./claim-jobs";
import type { Context } from "./context";
import type { Database } from "./database";
import { fireCrons } from "./fire-crons";
import { releaseHeldEvents } from "./held-events";
import type { Lease } from "./leases";
import { throughOutages, type Patience } from "./outage";
import type { Reachability } from "./reachability";
import { readMemo } from "./read-memo";
import { createThrottles } from "./throttles";
import type { Workers } from "./workers";

/** With nothing to wake it, the runner looks by itself this often: another one may write too. */
const LONGEST_IDLE_MS = 1_000;
/** Throttled starts go in small groups: a limit of 200 a second would wake it 200 times. */
const SHORTEST_IDLE_MS = 15;

export interface DispatcherOptions {
  database: Database;
  context: Context;
  patience: Patience;
  lease: Lease;
  mostAtOnce: number;
  workers: Workers;
  reachability: Reachability;
  /** Rung when there may be something to do. */
  alarm: Alarm;
}

/** Claims jobs as they come due and hands them to the workers, until the signal of `patience`. */
export async function dispatch(options: DispatcherOptions): Promise<void> {
  const { database, context, patience, lease, workers, alarm } = options;
  const throttles = createThrottles();
  let timerMs = 0;

  /** Returns for how long there is nothing to do, in milliseconds. */
  async function look(): Promise<number> {
    if (timerMs <= context.now()) {
      await fireCrons(database, context);
      await releaseHeldEvents(database, context);
    }
    const free = options.mostAtOnce - workers.held().length;
    // The next worker that finishes rings.
    if (free <= 0) return LONGEST_IDLE_MS;
    const functionIds = options.reachability.reachable(
      context.catalog.functions().map(({ id }) => id),
    );
    const claim = { lease, most: free, functionIds, held: workers.held(), throttles };
    const { jobs, nextJobMs, nextTimerMs } = await claimJobs(database, context, claim);
    timerMs = nextTimerMs;
    const memo = await throughOutages(patience, () => readMemo(database, jobs));
    for (const job of jobs) workers.start(job, memo.get(job.runId) ?? []);
    if (jobs.length === free) return LONGEST_IDLE_MS;
    const idle = Math.min(nextJobMs, nextTimerMs, throttles.nextMs()) - context.now();
    return Math.min(Math.max(idle, SHORTEST_IDLE_MS), LONGEST_IDLE_MS);
  }

  while (!patience.signal.aborted) {
    const idleMs = await throughOutages(patience, look).catch((error: unknown) => {
      if (!patience.signal.aborted) context.log(`claiming jobs failed: ${String(error)}`);
      return LONGEST_IDLE_MS;
    });
    if (!patience.signal.aborted) await alarm.wait(idleMs);
  }
}

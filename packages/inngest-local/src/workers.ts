import { setTimeout as wait } from "node:timers/promises";
import { applyActions } from "./apply-actions";
import type { Database } from "./database";
import { executeJob, type Execution } from "./execute-job";
import { createGroupCommit } from "./group-commit";
import type { LeasedJob, MemoisedStep } from "./job";
import { readMemo } from "./read-memo";
import { releaseJobs, renewLeases } from "./leases";
import { throughOutages, type Patience } from "./outage";
import type { Answer } from "./settle-jobs";

/** Carries out leased jobs in parallel. */
export interface Workers {
  start(job: LeasedJob, memo: MemoisedStep[]): void;
  /** The jobs under way. */
  held(): string[];
  /** Ends with the calls under way, or gives them up when the time is over. */
  stop(graceMs: number): Promise<void>;
}

export interface WorkersOptions extends Execution {
  database: Database;
  patience: Patience;
  most: number;
  onFinished: () => void;
}

export function createWorkers(options: WorkersOptions): Workers {
  const { database, context, patience, lease } = options;
  const held = new Map<string, Promise<void>>();
  let stopping = false;
  let abandoned = false;

  const renewal = setInterval(() => {
    renewLeases(database, [...held.keys()], lease.token, context.now() + lease.ms).catch(
      () => undefined,
    );
  }, lease.ms / 3);

  const answers = createGroupCommit<Answer, boolean>({
    most: options.most,
    keyOf: ({ job }) => job.runId,
    flush: (batch) =>
      throughOutages(patience, async () => {
        const kept = await applyActions(database, context, lease, batch);
        return batch.map(({ job }) => kept.has(job.id));
      }),
  });

  async function carryOut(first: LeasedJob, known: MemoisedStep[]): Promise<void> {
    let memo = known;
    for (let job = first; ; job = nextCallOf(job)) {
      const action = await executeJob(options, job, memo);
      // A call that was given up has no answer, and its step may still be running in the app.
      if (abandoned) return;
      const kept = await answers.submit({ job, action });
      if (!kept) return;
      if (stopping) return releaseJobs(database, [job.id], lease.token, context.now());
      // Read anew: what the call has checkpointed is known there only.
      memo = await throughOutages(patience, () => memoOf(nextCallOf(job)));
    }
  }

  async function memoOf(job: LeasedJob): Promise<MemoisedStep[]> {
    return (await readMemo(database, [job])).get(job.runId) ?? [];
  }

  return {
    held: () => [...held.keys()],
    start: (job, memo) => {
      const work = carryOut(job, memo)
        .catch((error: unknown) => {
          // Its lease runs out, and the attempt counts as lost.
          if (!abandoned)
            context.log(`run ${job.runId}: the answer could not be applied: ${String(error)}`);
        })
        .finally(() => {
          held.delete(job.id);
          options.onFinished();
        });
      held.set(job.id, work);
    },
    stop: async (graceMs) => {
      stopping = true;
      const grace = new AbortController();
      const time = wait(graceMs, undefined, { signal: grace.signal }).catch(() => undefined);
      await Promise.race([Promise.all(held.values()), time]);
      grace.abort();
      abandoned = true;
      clearInterval(renewal);
    },
  };
}

/** The run goes on under the same lease. */
function nextCallOf(job: LeasedJob): LeasedJob {
  return {
    ...job,
    starts: false,
    attempt: 0,
    leaseExpired: false,
    generation: job.generation + 1,
  };
}

import { acceptEvents } from "./accept-events";
import { announces } from "./announce-end";
import type { Context } from "./context";
import type { Database, Transaction } from "./database";
import { tellOfEnds } from "./end-runs";
import type { Lease } from "./leases";
import { planSteps } from "./plan-steps";
import { advanceRuns } from "./resolve-steps";
import { settleJobs, type Answer } from "./settle-jobs";

/**
 * Applies answers, at most one of each run, in one transaction. An answer whose lease is no
 * longer this runner's is dropped. Returns the ids of the jobs that are kept under lease:
 * their runs go on at once.
 */
export async function applyActions(
  database: Database,
  context: Context,
  lease: Lease,
  answers: readonly Answer[],
): Promise<Set<string>> {
  const live = answers.every((answer) => isSelfContained(context, answer))
    ? await settleJobs(database, context, lease, answers)
    : await database.transaction(async (tx) => {
        const settled = await settleJobs(tx, context, lease, answers);
        await followUp(tx, context, settled);
        return settled;
      });
  return new Set(live.filter(goesOn).map(({ job }) => job.id));
}

/** Whether an answer changes nothing but its own job and run. */
function isSelfContained(context: Context, { job, action }: Answer): boolean {
  switch (action.kind) {
    case "store":
    case "settle":
      return job.stepId === null;
    case "retry":
      return true;
    case "plan":
      return false;
    case "complete":
      return !job.hasParent && !announces(context, "completed");
    case "fail":
      return !job.hasParent && !announces(context, "failed");
  }
}

async function followUp(
  tx: Transaction,
  context: Context,
  settled: readonly Answer[],
): Promise<void> {
  const through = settled.filter((answer) => answer.job.stepId !== null && isStep(answer));
  const resolved = through.map(({ job }) => ({ runId: job.runId, stepId: job.stepId ?? "" }));
  await advanceRuns(tx, context, resolved);
  await planSteps(tx, context, settled);
  const ended = settled.filter(
    ({ action }) => action.kind === "complete" || action.kind === "fail",
  );
  const told = await tellOfEnds(
    tx,
    context,
    ended.map(({ job }) => job.runId),
  );
  await acceptEvents(tx, context, told);
}

function isStep({ action }: Answer): boolean {
  return action.kind === "store" || action.kind === "settle";
}

function goesOn(answer: Answer): boolean {
  return answer.job.stepId === null && isStep(answer);
}

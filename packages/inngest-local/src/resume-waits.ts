import type { Context } from "./context";
import type { Queries, Statement, Transaction } from "./database";
import { holds, parseCondition } from "./expressions";
import { advanceRuns, storeSteps, type StepResult } from "./resolve-steps";
import type { RunnerEvent } from "./runner-event";

const FIND_WAITS: Statement = {
  name: "find-waits",
  text: `
    SELECT job.id, job.run_id, job.step_id, job.step_name, job.event_name, job.condition, run.event
    FROM job JOIN run ON run.id = job.run_id
    WHERE job.event_name = ANY($1) ORDER BY job.id FOR UPDATE OF job`,
};

const REMOVE_WAITS: Statement = {
  name: "remove-waits",
  text: "DELETE FROM job WHERE id = ANY($1)",
};

interface Wait {
  id: string;
  run_id: string;
  step_id: string;
  step_name: string | null;
  event_name: string;
  condition: string | null;
  event: string;
}

const AWAITED: Statement = {
  name: "awaited-events",
  text: "SELECT 1 FROM job WHERE event_name = ANY($1) LIMIT 1",
};

/** Whether any run waits for events of these names. */
export async function isAwaited(
  queries: Queries,
  events: readonly RunnerEvent[],
): Promise<boolean> {
  const names = [...new Set(events.map((event) => event.name))];
  return (await queries.query(AWAITED, [names])).length > 0;
}

/** Gives events to the runs that wait for them (step.waitForEvent). */
export async function resumeWaits(
  tx: Transaction,
  context: Context,
  events: readonly RunnerEvent[],
): Promise<void> {
  const names = [...new Set(events.map((event) => event.name))];
  const waits = await tx.query<Wait>(FIND_WAITS, [names]);
  const removed: string[] = [];
  const results: StepResult[] = [];
  for (const wait of waits) {
    const event = events.find((candidate) => matches(wait, candidate));
    if (event === undefined) continue;
    removed.push(wait.id);
    results.push({
      runId: wait.run_id,
      stepId: wait.step_id,
      name: wait.step_name ?? wait.step_id,
      op: "WaitForEvent",
      result: JSON.stringify(event),
      attempts: 1,
    });
  }
  if (results.length === 0) return;
  await tx.query(REMOVE_WAITS, [removed]);
  await storeSteps(tx, context, results);
  await advanceRuns(tx, context, results);
}

function matches(wait: Wait, event: RunnerEvent): boolean {
  if (wait.event_name !== event.name) return false;
  if (wait.condition === null) return true;
  // It was read when the wait was stored; only a later version of the runner may refuse it.
  const condition = parseCondition(wait.condition);
  return condition.ok && holds(condition.value, { event: JSON.parse(wait.event), async: event });
}

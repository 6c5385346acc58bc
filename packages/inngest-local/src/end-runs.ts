import { announceEnd } from "./announce-end";
import type { Context } from "./context";
import type { Statement, Transaction } from "./database";
import { advanceRuns, storeSteps, type StepResult } from "./resolve-steps";
import type { RunnerEvent } from "./runner-event";

/** A run that ended just now. */
export interface EndedRun {
  id: string;
  function_id: string;
  event_name: string;
  event: string;
  status: "completed" | "failed" | "cancelled";
  output: string | null;
  error: string | null;
  parent_run_id: string | null;
  parent_step_id: string | null;
}

const READ_ENDED: Statement = {
  name: "read-ended-runs",
  text: `
    SELECT id, function_id, event_name, event, status, output, error, parent_run_id, parent_step_id
    FROM run WHERE id = ANY($1) AND ended_at IS NOT NULL`,
};

const TAKE_INVOCATIONS: Statement = {
  name: "take-invocations",
  text: "DELETE FROM job WHERE key = ANY($1) RETURNING run_id, step_id, step_name",
};

/**
 * Hands the results of runs that have ended to the runs that invoked them, and returns the
 * events that tell of the end; the caller accepts those in the same transaction.
 */
export async function tellOfEnds(
  tx: Transaction,
  context: Context,
  runIds: readonly string[],
): Promise<RunnerEvent[]> {
  if (runIds.length === 0) return [];
  const ended = await tx.query<EndedRun>(READ_ENDED, [runIds]);
  await answerParents(tx, context, ended);
  return ended.flatMap((run) => announceEnd(context, run));
}

interface Invocation {
  run_id: string;
  step_id: string;
  step_name: string;
}

async function answerParents(tx: Transaction, context: Context, ended: EndedRun[]): Promise<void> {
  const children = ended.filter((run) => run.parent_run_id !== null);
  if (children.length === 0) return;
  const byKey = new Map(children.map((run) => [`${run.parent_run_id}:${run.parent_step_id}`, run]));
  const invocations = await tx.query<Invocation>(TAKE_INVOCATIONS, [[...byKey.keys()]]);
  const results = invocations.flatMap(
    ({ run_id: runId, step_id: stepId, step_name: name }): StepResult[] => {
      const child = byKey.get(`${runId}:${stepId}`);
      if (child === undefined) return [];
      return [{ runId, stepId, name, op: "InvokeFunction", result: resultOf(child), attempts: 1 }];
    },
  );
  await storeSteps(tx, context, results);
  await advanceRuns(tx, context, results);
}

function resultOf(child: EndedRun): string {
  if (child.status === "completed") return `{"data":${child.output ?? "null"}}`;
  const cancelled = { name: "Error", message: "The invoked function was cancelled." };
  return `{"error":${child.error ?? JSON.stringify(cancelled)}}`;
}

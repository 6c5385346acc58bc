import type { Context } from "./context";
import type { Statement, Transaction } from "./database";

/** A step's result as the SDK reads it back: `{"data":…}`, `{"error":…}`, an event or null. */
export interface StepResult {
  runId: string;
  stepId: string;
  name: string;
  op: string;
  /** JSON. Never empty: the SDK takes `{}` for an error and fails the run for good. */
  result: string;
  attempts: number;
}

const STORE: Statement = {
  name: "store-steps",
  text: `
    INSERT INTO step (run_id, step_id, name, op, result, attempts, stored_at)
    SELECT "runId", "stepId", name, op, result, attempts, $2 FROM json_to_recordset($1::json)
      AS r("runId" text, "stepId" text, name text, op text, result text, attempts int)
    ON CONFLICT (run_id, step_id) DO NOTHING`,
};

const ADVANCE: Statement = {
  name: "advance-runs",
  text: `
    WITH resolved AS (
      SELECT run_id, array_agg(step_id) AS steps
      FROM unnest($1::text[], $2::text[]) AS r(run_id, step_id) GROUP BY run_id),
    advanced AS (
      UPDATE run SET pending = ARRAY(SELECT s FROM unnest(run.pending) AS s WHERE s <> ALL (resolved.steps))
      FROM resolved WHERE run.id = resolved.run_id AND run.ended_at IS NULL
      RETURNING run.id, run.function_id, run.slots, run.pending)
    INSERT INTO job (key, run_id, function_id, kind, due_at, rank, slots)
    SELECT id || ':next', id, function_id, 'call', $3, $3, slots FROM advanced WHERE pending = '{}'
    ON CONFLICT (key) DO NOTHING`,
};

/** Keeps results; the first one of a step stays, whatever a repeated call says later. */
export async function storeSteps(
  tx: Transaction,
  context: Context,
  results: readonly StepResult[],
): Promise<void> {
  if (results.length === 0) return;
  await tx.query(STORE, [JSON.stringify(results), new Date(context.now())]);
}

/**
 * Takes steps off what their runs wait for. A run goes on when the last of its parallel
 * steps is through and not before: the SDK would run a sibling that is still running.
 * The caller has removed the steps' own jobs.
 */
export async function advanceRuns(
  tx: Transaction,
  context: Context,
  resolved: readonly { runId: string; stepId: string }[],
): Promise<void> {
  if (resolved.length === 0) return;
  const runs = resolved.map((step) => step.runId);
  const steps = resolved.map((step) => step.stepId);
  await tx.query(ADVANCE, [runs, steps, new Date(context.now())]);
}

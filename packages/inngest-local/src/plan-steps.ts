import type { Action, PlannedStep } from "./action";
import type { Context } from "./context";
import type { Statement, Transaction } from "./database";
import type { LeasedJob } from "./job";
import { advanceRuns, storeSteps, type StepResult } from "./resolve-steps";
import { FUNCTION_INVOKED } from "./runner-event";
import { scheduleRuns, type RunRequest } from "./schedule-runs";
import { ulid } from "./ulid";

const PLAN: Statement = {
  name: "plan-steps",
  text: `
    WITH planned AS (
      SELECT * FROM json_to_recordset($1::json) AS r(
        run_id text, step_id text, name text, kind text, due_at timestamptz, event text, condition text)),
    pending AS (
      UPDATE run SET pending = steps
      FROM (SELECT run_id, array_agg(step_id) AS steps FROM planned GROUP BY run_id) AS r
      WHERE run.id = r.run_id)
    INSERT INTO job (key, run_id, function_id, kind, step_id, step_name, due_at, rank, slots, event_name, condition)
    SELECT run_id || ':' || step_id, run_id, run.function_id, kind, step_id, name, due_at, due_at,
           CASE kind WHEN 'call' THEN run.slots ELSE '{}' END, planned.event, condition
    FROM planned JOIN run ON run.id = run_id
    ON CONFLICT (key) DO NOTHING`,
};

const REMOVE: Statement = {
  name: "remove-invocations",
  text: "DELETE FROM job WHERE key = ANY($1)",
};

/**
 * Gives each step that functions found a job of its own. Their runs wait until all of
 * them are through.
 */
export async function planSteps(
  tx: Transaction,
  context: Context,
  answers: readonly { job: LeasedJob; action: Action }[],
): Promise<void> {
  const planned = answers.flatMap(({ job, action }) =>
    action.kind === "plan" ? action.steps.map((step) => ({ job, step })) : [],
  );
  if (planned.length === 0) return;
  const rows = planned.map(({ job, step }) => ({
    run_id: job.runId,
    step_id: step.id,
    name: step.name,
    kind: step.kind,
    due_at: new Date(step.dueMs),
    event: step.event,
    condition: step.condition,
  }));
  await tx.query(PLAN, [JSON.stringify(rows)]);
  await startInvoked(tx, context, planned);
}

/** Starts the runs that others invoked; one that cannot start answers at once with its error. */
async function startInvoked(
  tx: Transaction,
  context: Context,
  planned: readonly { job: LeasedJob; step: PlannedStep }[],
): Promise<void> {
  const refused: StepResult[] = [];
  const requests: { request: RunRequest; step: PlannedStep }[] = [];
  for (const { job, step } of planned) {
    if (step.invoke === undefined) continue;
    const definition = context.catalog.find(step.invoke.functionId);
    if (definition === undefined) {
      refused.push(
        refusal(job.runId, step, `could not find function with ID: ${step.invoke.functionId}`),
      );
      continue;
    }
    const now = context.now();
    const event = {
      id: ulid(now),
      name: FUNCTION_INVOKED,
      data: step.invoke.data,
      ts: now,
      user: {},
    };
    const parent = { runId: job.runId, stepId: step.id };
    requests.push({ request: { definition, event, eventKey: null, parent }, step });
  }
  const started = await scheduleRuns(
    tx,
    context,
    requests.map(({ request }) => request),
  );
  for (const [index, { request, step }] of requests.entries()) {
    if (started[index] !== undefined || request.parent === undefined) continue;
    refused.push(
      refusal(
        request.parent.runId,
        step,
        "the invoked function's rate limit dropped the invocation",
      ),
    );
  }
  if (refused.length === 0) return;
  await tx.query(REMOVE, [refused.map((step) => `${step.runId}:${step.stepId}`)]);
  await storeSteps(tx, context, refused);
  await advanceRuns(tx, context, refused);
}

function refusal(runId: string, step: PlannedStep, message: string): StepResult {
  const result = JSON.stringify({ error: { name: "Error", message } });
  return { runId, stepId: step.id, name: step.name, op: "InvokeFunction", result, attempts: 1 };
}

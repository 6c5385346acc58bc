import type { Action } from "./action";
import type { Context } from "./context";
import type { Queries, Statement } from "./database";
import type { LeasedJob } from "./job";
import type { Lease } from "./leases";
import { LEASE_EXPIRED } from "./lost-attempts";

/** A job and what its answer asks for. */
export interface Answer {
  job: LeasedJob;
  action: Action;
}

/** What becomes of a job and its run. */
type Effect = "goes_on" | "is_through" | "is_put_off" | "completed" | "failed";

/**
 * One statement, so that it is its own transaction: an answer costs one commit and one
 * exchange with PostgreSQL. What is not held under the lease any more drops out at "held".
 */
const SETTLE: Statement = {
  name: "settle-jobs",
  text: `
    WITH answer AS (
      SELECT * FROM json_to_recordset($1::json) AS a(
        job_id bigint, run_id text, effect text, tried int, failure text, failed_step text, attempt int, due_at timestamptz, output text, error text)),
    held AS (
      SELECT answer.* FROM answer JOIN job ON job.id = answer.job_id
      WHERE job.lease_token = $2 FOR UPDATE OF job),
    recorded AS (
      INSERT INTO failed_attempt (run_id, step, attempt, error, failed_at)
      SELECT run_id, failed_step, tried, failure, $3 FROM held WHERE failure IS NOT NULL),
    stored AS (
      INSERT INTO step (run_id, step_id, name, op, result, attempts, stored_at)
      SELECT run_id, step_id, name, op, result, tried, $3
      FROM json_to_recordset($5::json) AS step(
        job_id bigint, position int, step_id text, name text, op text, result text)
      JOIN held USING (job_id) ORDER BY job_id, position
      ON CONFLICT (run_id, step_id) DO NOTHING),
    kept AS (
      UPDATE job SET attempt = 0, starts = false, due_at = $4, generation = generation + 1
      FROM held WHERE job.id = held.job_id AND effect = 'goes_on'),
    put_off AS (
      UPDATE job SET attempt = held.attempt, starts = false, due_at = held.due_at, rank = held.due_at,
                     lease_token = NULL
      FROM held WHERE job.id = held.job_id AND effect = 'is_put_off'),
    removed AS (
      DELETE FROM job USING held WHERE job.id = held.job_id AND effect = 'is_through'),
    ended AS (
      UPDATE run SET status = effect, output = held.output, error = held.error, pending = '{}', ended_at = $3
      FROM held WHERE run.id = held.run_id AND effect IN ('completed', 'failed')),
    cleared AS (
      DELETE FROM job USING held WHERE job.run_id = held.run_id AND effect IN ('completed', 'failed'))
    SELECT job_id FROM held`,
};

/**
 * Writes what answers say about their own jobs and runs; at most one answer of each run.
 * Returns those whose lease still holds; the others are dropped.
 */
export async function settleJobs(
  queries: Queries,
  context: Context,
  lease: Lease,
  answers: readonly Answer[],
): Promise<Answer[]> {
  const now = context.now();
  const values = [
    JSON.stringify(answers.map(rowOf)),
    lease.token,
    new Date(now),
    new Date(now + lease.ms),
    JSON.stringify(answers.flatMap(stepsOf)),
  ];
  const rows = await queries.query<{ job_id: string }>(SETTLE, values);
  const held = new Set(rows.map((row) => row.job_id));
  return answers.filter(({ job }) => held.has(job.id));
}

function rowOf({ job, action }: Answer) {
  const failure = "failure" in action ? action.failure : undefined;
  return {
    job_id: job.id,
    run_id: job.runId,
    tried: job.attempt + 1,
    // A lost attempt was recorded when its lease was taken over.
    failure: failure === undefined || failure === LEASE_EXPIRED ? null : JSON.stringify(failure),
    failed_step: failedStep(action) ?? job.stepName,
    ...effectOf(job, action),
  };
}

function stepsOf({ job, action }: Answer) {
  const steps = "steps" in action && action.kind !== "plan" ? action.steps : [];
  return steps.map(({ id, ...step }, position) => ({
    job_id: job.id,
    position,
    step_id: id,
    ...step,
  }));
}

function failedStep(action: Action): string | undefined {
  if (action.kind === "store") return action.steps.at(-1)?.name;
  return action.kind === "retry" ? action.failedStep : undefined;
}

function effectOf(job: LeasedJob, action: Action): { effect: Effect } & Record<string, unknown> {
  switch (action.kind) {
    case "store":
    case "settle":
      return { effect: afterStep(job) };
    case "plan":
      return { effect: "is_through" };
    case "retry":
      return { effect: "is_put_off", attempt: action.attempt, due_at: new Date(action.dueMs) };
    case "complete":
      return { effect: "completed", output: action.output };
    case "fail":
      return { effect: "failed", error: JSON.stringify(action.failure) };
  }
}

/**
 * A call that found its step by itself goes on under its lease; a planned step's job is through.
 */
function afterStep(job: LeasedJob): Effect {
  return job.stepId === null ? "goes_on" : "is_through";
}

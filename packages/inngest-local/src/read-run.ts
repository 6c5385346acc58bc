import type { Database, Statement } from "./database";
import type { RunSummary } from "./read-runs";

/** One run with all that is known of it. Values are JSON, as they are stored. */
export interface RunDetails extends Omit<RunSummary, "failedAttempts"> {
  event: string;
  output: string | null;
  steps: StepDetails[];
  failedAttempts: FailedAttempt[];
  jobs: JobDetails[];
}

export interface StepDetails {
  id: string;
  name: string;
  op: string;
  result: string;
  attempts: number;
  storedAt: Date;
}

export interface FailedAttempt {
  /** Null when the code around the steps failed. */
  step: string | null;
  attempt: number;
  error: string;
  failedAt: Date;
}

/** What the run does next, or waits for. */
export interface JobDetails {
  kind: string;
  step: string | null;
  attempt: number;
  isRunning: boolean;
  dueAt: Date;
  waitsFor: string | null;
}

const RUN: Statement = {
  name: "read-run",
  text: `
    SELECT id, function_id AS "functionId", status, event_id AS "eventId", event_name AS "eventName",
           created_at AS "createdAt", started_at AS "startedAt", ended_at AS "endedAt", event, output, error
    FROM run WHERE id = $1`,
};

const STEPS: Statement = {
  name: "read-steps",
  text: `
    SELECT step_id AS id, name, op, result, attempts, stored_at AS "storedAt"
    FROM step WHERE run_id = $1 ORDER BY seq`,
};

const FAILED_ATTEMPTS: Statement = {
  name: "read-failed-attempts",
  text: `
    SELECT step, attempt, error, failed_at AS "failedAt"
    FROM failed_attempt WHERE run_id = $1 ORDER BY id`,
};

const JOBS: Statement = {
  name: "read-jobs",
  text: `
    SELECT kind, step_name AS step, attempt, lease_token IS NOT NULL AS "isRunning", due_at AS "dueAt",
           event_name AS "waitsFor"
    FROM job WHERE run_id = $1 ORDER BY id`,
};

/** Reads one run; undefined when there is none of this id (any more). */
export async function readRun(database: Database, id: string): Promise<RunDetails | undefined> {
  const [runs, steps, failedAttempts, jobs] = await Promise.all([
    database.query<Omit<RunDetails, "steps" | "failedAttempts" | "jobs">>(RUN, [id]),
    database.query<StepDetails>(STEPS, [id]),
    database.query<FailedAttempt>(FAILED_ATTEMPTS, [id]),
    database.query<JobDetails>(JOBS, [id]),
  ]);
  const run = runs[0];
  return run === undefined ? undefined : { ...run, steps, failedAttempts, jobs };
}

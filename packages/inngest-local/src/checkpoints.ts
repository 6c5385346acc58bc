import { z } from "zod";
import type { Context } from "./context";
import type { Database, Statement } from "./database";
import { readDispatchId, type DispatchId } from "./dispatch-id";
import { createGroupCommit } from "./group-commit";
import { operations } from "./operation";
import { throughOutages } from "./outage";
import { stepThatRan, type StoredStep } from "./stored-step";

type CheckpointOutcome =
  | { outcome: "stored" }
  /** The call does not hold its job any more: another one may be under way. */
  | { outcome: "stale" }
  | { outcome: "refused"; reason: string };

/** Takes the steps that a call has run so far, while it goes on with the next ones. */
export interface Checkpoints {
  /** Settles when the steps are committed: the SDK forgets them at our answer. */
  take(runId: string, body: unknown): Promise<CheckpointOutcome>;
}

const sent = z.object({ qi_id: z.string(), steps: operations });

interface Checkpoint {
  runId: string;
  dispatch: DispatchId;
  steps: StoredStep[];
}

/**
 * The job's row is locked, so that nobody takes it over between the look and the commit.
 * `starts` is taken back: whoever calls the function next has to send these steps along.
 */
const STORE: Statement = {
  name: "store-checkpoints",
  text: `
    WITH sent AS (
      SELECT * FROM json_to_recordset($1::json) AS s(
        number int, job_id bigint, run_id text, lease_token uuid, generation int)),
    held AS (
      SELECT sent.* FROM sent JOIN job ON job.id = sent.job_id AND job.run_id = sent.run_id
      WHERE job.lease_token = sent.lease_token AND job.generation = sent.generation FOR UPDATE OF job),
    begun AS (
      UPDATE job SET starts = false FROM held WHERE job.id = held.job_id AND job.starts),
    stored AS (
      INSERT INTO step (run_id, step_id, name, op, result, attempts, stored_at)
      SELECT held.run_id, step_id, name, op, result, 1, $3
      FROM json_to_recordset($2::json) AS step(
        number int, position int, step_id text, name text, op text, result text)
      JOIN held USING (number) ORDER BY number, position
      ON CONFLICT (run_id, step_id) DO NOTHING)
    SELECT number FROM held`,
};

const CHECKPOINTS_A_COMMIT = 100;
/** The SDK repeats a checkpoint, and brings its steps in its answer when that is no use. */
const PATIENCE_MS = 1_000;

export function createCheckpoints(database: Database, context: Context): Checkpoints {
  const commits = createGroupCommit<Checkpoint, boolean>({
    most: CHECKPOINTS_A_COMMIT,
    flush: (batch) => {
      const patience = { signal: AbortSignal.timeout(PATIENCE_MS), log: () => undefined };
      return throughOutages(patience, () => store(database, context, batch));
    },
  });
  return {
    take: async (runId, body) => {
      const parsed = sent.safeParse(body);
      if (!parsed.success) return { outcome: "refused", reason: "not a checkpoint" };
      const other = parsed.data.steps.find(({ op }) => op !== "StepRun");
      // It comes back in the answer to the call, where it is refused by its name.
      if (other !== undefined)
        return { outcome: "refused", reason: `no checkpoint of ${other.op}` };
      const dispatch = readDispatchId(parsed.data.qi_id);
      if (dispatch === undefined) return { outcome: "stale" };
      const steps = parsed.data.steps.map(stepThatRan);
      const isStored = await commits.submit({ runId, dispatch, steps });
      return { outcome: isStored ? "stored" : "stale" };
    },
  };
}

async function store(
  database: Database,
  context: Context,
  batch: readonly Checkpoint[],
): Promise<boolean[]> {
  const calls = batch.map(({ runId, dispatch }, number) => ({
    number,
    job_id: dispatch.jobId,
    run_id: runId,
    lease_token: dispatch.leaseToken,
    generation: dispatch.generation,
  }));
  const steps = batch.flatMap((checkpoint, number) =>
    checkpoint.steps.map(({ id, ...step }, position) => ({
      number,
      position,
      step_id: id,
      ...step,
    })),
  );
  const values = [JSON.stringify(calls), JSON.stringify(steps), new Date(context.now())];
  const rows = await database.query<{ number: number }>(STORE, values);
  const stored = new Set(rows.map((row) => row.number));
  return batch.map((_, number) => stored.has(number));
}

import type { Failure } from "./action";
import type { Context } from "./context";
import type { Queries, Statement } from "./database";
import type { LeasedJob } from "./job";

/** What is told of an attempt whose runner, or whose machine, stopped in the middle of it. */
export const LEASE_EXPIRED: Failure = {
  name: "LeaseExpiredError",
  message:
    "The attempt did not end before its lease did: the runner was stopped in the middle of it.",
};

const RECORD: Statement = {
  name: "record-lost-attempts",
  text: `
    INSERT INTO failed_attempt (run_id, step, attempt, error, failed_at)
    SELECT run_id, step, attempt, $2, $3 FROM json_to_recordset($1::json)
      AS r(run_id text, step text, attempt int)`,
};

/** Keeps the attempts whose leases were left to run out, for the page of their run. */
export async function recordLostAttempts(
  queries: Queries,
  context: Context,
  jobs: readonly LeasedJob[],
): Promise<void> {
  const lost = jobs
    .filter((job) => job.leaseExpired && job.kind === "call")
    .map((job) => ({ run_id: job.runId, step: job.stepName, attempt: job.attempt }));
  if (lost.length === 0) return;
  await queries.query(RECORD, [
    JSON.stringify(lost),
    JSON.stringify(LEASE_EXPIRED),
    new Date(context.now()),
  ]);
}

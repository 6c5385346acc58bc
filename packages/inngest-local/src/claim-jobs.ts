import type { Context } from "./context";
import type { Queries, Statement } from "./database";
import { findDue, type DueJob, type Due } from "./find-due";
import type { LeasedJob } from "./job";
import type { Lease } from "./leases";
import { createLimits } from "./limits";
import { recordLostAttempts } from "./lost-attempts";
import type { Throttles } from "./throttles";

/** Who claims, and what it may take. */
export interface ClaimOptions {
  lease: Lease;
  most: number;
  functionIds: readonly string[];
  /** Jobs this process works on: their lease may have run out while PostgreSQL was away. */
  held: readonly string[];
  throttles: Throttles;
}

export interface Claimed {
  jobs: LeasedJob[];
  /** When to look again, as {@link Due} has them. */
  nextJobMs: number;
  nextTimerMs: number;
}

/**
 * Takes only what is still due: another runner may have been faster. What throttles have
 * given is stored with it; if the statement fails, a start was wasted and none was free.
 */
const LEASE: Statement = {
  name: "lease-jobs",
  text: `
    WITH counted AS (
      INSERT INTO rate (key, arrival_ms)
      SELECT key, arrival_ms FROM unnest($5::text[], $6::float8[]) AS r(key, arrival_ms)
      ON CONFLICT (key) DO UPDATE SET arrival_ms = GREATEST(rate.arrival_ms, excluded.arrival_ms)),
    leased AS (
      UPDATE job SET lease_token = $2, due_at = $3, throttle_key = NULL, generation = generation + 1,
                     attempt = attempt + CASE WHEN lease_token IS NULL THEN 0 ELSE 1 END
      WHERE id = ANY($1::bigint[]) AND due_at <= $4 RETURNING id, run_id, starts, generation),
    started AS (
      UPDATE run SET status = 'running', started_at = $4
      FROM leased WHERE run.id = leased.run_id AND leased.starts AND run.status = 'queued')
    SELECT id, generation FROM leased`,
};

/**
 * Leases jobs that are due, in their order, as far as throttles and concurrency limits let
 * them go.
 */
export async function claimJobs(
  queries: Queries,
  context: Context,
  options: ClaimOptions,
): Promise<Claimed> {
  const { throttles, functionIds } = options;
  const now = context.now();
  const limits = createLimits(queries, context, throttles);
  const picked: DueJob[] = [];
  let due: Due;
  let admitted: DueJob[];
  // Again while limits keep the first jobs back: others behind them may go.
  do {
    const jobs = [...options.held, ...picked.map((job) => job.id)];
    const without = { jobs, throttleKeys: throttles.blocked(now), slots: limits.fullSlots() };
    const most = options.most - picked.length;
    due = await findDue(queries, context, { most, functionIds, without });
    admitted = await limits.admit(due.jobs, now);
    picked.push(...admitted);
  } while (picked.length < options.most && admitted.length < due.jobs.length);
  const { nextJobMs, nextTimerMs } = due;
  if (picked.length === 0) return { jobs: [], nextJobMs, nextTimerMs };
  const jobs = await lease(queries, picked, options, now);
  await recordLostAttempts(queries, context, jobs);
  return { jobs, nextJobMs, nextTimerMs };
}

async function lease(
  queries: Queries,
  picked: readonly DueJob[],
  { lease: { token, ms }, throttles }: ClaimOptions,
  now: number,
): Promise<LeasedJob[]> {
  const ids = picked.map((job) => job.id);
  const given = throttles.takeChanges();
  const rates = [[...given.keys()], [...given.values()]];
  const values = [ids, token, new Date(now + ms), new Date(now), ...rates];
  const rows = await queries.query<{ id: string; generation: number }>(LEASE, values);
  const taken = new Map(rows.map((row) => [row.id, row.generation]));
  return picked.flatMap((job) => {
    const generation = taken.get(job.id);
    return generation === undefined ? [] : [leased(job, generation)];
  });
}

/**
 * A lease that its holder let run out counts as a failed attempt: otherwise a step that
 * kills its process would be repeated for ever.
 */
function leased(job: DueJob, generation: number): LeasedJob {
  return {
    id: job.id,
    kind: job.kind,
    runId: job.run_id,
    functionId: job.function_id,
    stepId: job.step_id,
    stepName: job.step_name,
    starts: job.starts,
    attempt: job.attempt + (job.lease_expired ? 1 : 0),
    generation,
    leaseExpired: job.lease_expired,
    event: job.event,
    hasParent: job.has_parent,
  };
}

import type { Context } from "./context";
import type { Queries, Statement } from "./database";
import type { JobKind } from "./job";
import type { Candidate } from "./limits";

/** A job that is due, as it is stored. */
export interface DueJob extends Candidate {
  kind: JobKind;
  run_id: string;
  step_id: string | null;
  step_name: string | null;
  starts: boolean;
  attempt: number;
  lease_expired: boolean;
  event: string;
  has_parent: boolean;
}

/** What is due, and when there will be something next (milliseconds since 1970, or Infinity). */
export interface Due {
  jobs: DueJob[];
  /** A job comes due, or a lease ends. */
  nextJobMs: number;
  /** A schedule ticks, or a held event comes due. */
  nextTimerMs: number;
}

export interface Search {
  most: number;
  functionIds: readonly string[];
  /** Jobs, throttle keys and concurrency slots that are left out. */
  without: { jobs: readonly string[]; throttleKeys: readonly string[]; slots: readonly string[] };
}

/**
 * When to look again, and what is due, in one: an idle runner asks once a second, a busy one
 * many times. A throttle is asked for its first few starts only, however many wait for it.
 * Sleepers have no part in the order yet: no priority moves a run by more than ten minutes.
 */
const FIND: Statement = {
  name: "find-due",
  text: `
    WITH RECURSIVE throttle (key) AS (
      SELECT min(throttle_key) FROM job WHERE throttle_key IS NOT NULL
      UNION ALL
      SELECT (SELECT min(throttle_key) FROM job WHERE throttle_key > throttle.key)
      FROM throttle WHERE key IS NOT NULL),
    ready AS (
      (SELECT * FROM job
       WHERE throttle_key IS NULL AND rank <= $1::timestamptz + interval '10 minutes'
         AND due_at <= $1 AND function_id = ANY($2) AND id <> ALL($3::bigint[]) AND NOT slots && $5
       ORDER BY rank, id LIMIT $6)
      UNION ALL
      (SELECT first.* FROM throttle CROSS JOIN LATERAL (
         SELECT * FROM job
         WHERE throttle_key = throttle.key AND due_at <= $1 AND function_id = ANY($2)
           AND id <> ALL($3::bigint[]) AND NOT slots && $5
         ORDER BY rank, id LIMIT $6) AS first
       WHERE throttle.key <> ALL($4)))
    SELECT next.*, due.* FROM (
      SELECT (SELECT min(due_at) FROM job WHERE due_at > $1) AS next_job,
             LEAST((SELECT min(next_at) FROM cron), (SELECT min(due_at) FROM held_event WHERE $7)) AS next_timer
    ) AS next LEFT JOIN (
      SELECT ready.id, ready.kind, ready.run_id, ready.function_id, ready.step_id, ready.step_name,
             ready.starts, ready.attempt, ready.lease_token IS NOT NULL AS lease_expired, ready.slots,
             ready.throttle_key, run.event, run.parent_run_id IS NOT NULL AS has_parent
      FROM ready JOIN run ON run.id = ready.run_id
      ORDER BY ready.rank, ready.id LIMIT $6
    ) AS due ON true`,
};

type FoundRow = { next_job: Date | null; next_timer: Date | null } & (DueJob | { id: null });

/** Finds the jobs that are due, in their order, and when to look again. */
export async function findDue(queries: Queries, context: Context, search: Search): Promise<Due> {
  const { jobs, throttleKeys, slots } = search.without;
  const hasFunctions = context.catalog.functions().length > 0;
  const values = [
    new Date(context.now()),
    search.functionIds,
    jobs,
    throttleKeys,
    slots,
    search.most,
    hasFunctions,
  ];
  const rows = await queries.query<FoundRow>(FIND, values);
  return {
    jobs: rows.filter((row) => row.id !== null),
    nextJobMs: rows[0]?.next_job?.getTime() ?? Infinity,
    nextTimerMs: rows[0]?.next_timer?.getTime() ?? Infinity,
  };
}

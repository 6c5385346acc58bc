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

/** Both in one: an idle runner asks once a second, a busy one many times. */
const FIND: Statement = {
  name: "find-due",
  text: `
    SELECT next.*, due.* FROM (
      SELECT (SELECT min(due_at) FROM job WHERE due_at > $1) AS next_job,
             LEAST((SELECT min(next_at) FROM cron), (SELECT min(due_at) FROM held_event WHERE $7)) AS next_timer
    ) AS next LEFT JOIN (
      SELECT job.id, job.kind, job.run_id, job.function_id, job.step_id, job.step_name, job.starts,
             job.attempt, job.lease_token IS NOT NULL AS lease_expired, job.slots, job.throttle_key,
             run.event, run.parent_run_id IS NOT NULL AS has_parent
      FROM job JOIN run ON run.id = job.run_id
      WHERE job.due_at <= $1 AND job.function_id = ANY($2) AND job.id <> ALL($3::bigint[])
        AND (job.throttle_key IS NULL OR job.throttle_key <> ALL($4)) AND NOT job.slots && $5
      ORDER BY job.due_at, job.id LIMIT $6
    ) AS due ON true`,
};

type FoundRow = { next_job: Date | null; next_timer: Date | null } & (DueJob | { id: null });

/** Finds the jobs that are due, oldest first, and when to look again. */
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

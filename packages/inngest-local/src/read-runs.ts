import type { Database, Statement } from "./database";

/** A run as the page and the tests see it. */
export interface RunSummary {
  id: string;
  functionId: string;
  status: "queued" | "running" | "completed" | "failed" | "cancelled";
  eventId: string;
  eventName: string;
  /** Attempts that failed so far, of all its steps. */
  failedAttempts: number;
  /** JSON of what the run failed with; null for all others. */
  error: string | null;
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
}

export interface RunFilter {
  status?: string | undefined;
  eventId?: string | undefined;
  functionId?: string | undefined;
  /** Only runs older than this one. */
  before?: string | undefined;
  most: number;
}

const LIST: Statement = {
  name: "list-runs",
  text: `
    SELECT id, function_id AS "functionId", status, event_id AS "eventId", event_name AS "eventName",
           (SELECT count(*)::int FROM failed_attempt WHERE run_id = run.id) AS "failedAttempts", error,
           created_at AS "createdAt", started_at AS "startedAt", ended_at AS "endedAt"
    FROM run
    WHERE ($1::text IS NULL OR status = $1) AND ($2::text IS NULL OR event_id = $2)
      AND ($3::text IS NULL OR function_id = $3) AND ($4::text IS NULL OR id < $4)
    ORDER BY id DESC LIMIT $5`,
};

/** Runs, newest first. */
export async function listRuns(database: Database, filter: RunFilter): Promise<RunSummary[]> {
  const { status, eventId, functionId, before, most } = filter;
  return database.query<RunSummary>(LIST, [
    status ?? null,
    eventId ?? null,
    functionId ?? null,
    before ?? null,
    most,
  ]);
}

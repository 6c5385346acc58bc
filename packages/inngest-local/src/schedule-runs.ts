import type { Context } from "./context";
import type { Queries, Statement } from "./database";
import type { Operand } from "./expression";
import { keyOf, numberOf } from "./expressions";
import type { FunctionDefinition } from "./function-definition";
import { isOverRateLimit } from "./rate-limit";
import type { RunnerEvent } from "./runner-event";
import { ulid } from "./ulid";

/** A run that is wanted. */
export interface RunRequest {
  definition: FunctionDefinition;
  event: RunnerEvent;
  /** With a key, a second request of this function with the same key starts nothing. */
  eventKey: string | null;
  /** The step that invoked it and waits for its result. */
  parent?: { runId: string; stepId: string };
  /** A person asked for it by hand: limits that drop events do not apply. */
  byHand?: boolean;
}

/** How long an idempotency key blocks: 24 h, as in Inngest. */
const IDEMPOTENCY_MS = 86_400_000;

/** Further ahead, or behind, Inngest lets no run be put either. */
const LARGEST_PRIORITY_SECONDS = 600;

/** One statement, so that a key is never taken without its run. */
const INSERT_RUNS: Statement = {
  name: "insert-runs",
  text: `
    WITH wanted AS (
      SELECT * FROM json_to_recordset($1::json) AS r(
        id text, function_id text, event_id text, event_name text, event text, event_key text,
        idempotency_key text, slots text[], throttle_key text, rank timestamptz, parent_run_id text, parent_step_id text)),
    claimed AS (
      INSERT INTO idempotency (function_id, key, until)
      SELECT function_id, idempotency_key, $3 FROM wanted WHERE idempotency_key IS NOT NULL
      ON CONFLICT (function_id, key) DO UPDATE SET until = excluded.until WHERE idempotency.until <= $2
      RETURNING function_id, key),
    created AS (
      INSERT INTO run (id, function_id, event_id, event_name, event, event_key, slots,
                       parent_run_id, parent_step_id, created_at)
      SELECT id, function_id, event_id, event_name, event, event_key, slots,
             parent_run_id, parent_step_id, $2 FROM wanted
      WHERE idempotency_key IS NULL OR (function_id, idempotency_key) IN (SELECT * FROM claimed)
      ON CONFLICT (function_id, event_key) DO NOTHING
      RETURNING id)
    INSERT INTO job (key, run_id, function_id, kind, starts, due_at, rank, slots, throttle_key)
    SELECT id || ':next', id, function_id, 'call', true, $2, rank, slots, throttle_key
    FROM wanted JOIN created USING (id)
    RETURNING run_id`,
};

/**
 * Creates a run and its first job for each request, except those that are repeated or
 * dropped. Returns the new run's id for each request, or undefined where none was made.
 */
export async function scheduleRuns(
  queries: Queries,
  context: Context,
  requests: readonly RunRequest[],
): Promise<(string | undefined)[]> {
  const now = context.now();
  const keys = new Set<string>();
  const rows: (ReturnType<typeof rowOf> | undefined)[] = [];
  for (const request of requests) {
    const row = rowOf(request, ulid(now), now);
    const key =
      row.idempotency_key === null ? undefined : `${row.function_id}/${row.idempotency_key}`;
    const isDropped =
      (key !== undefined && keys.has(key)) ||
      (request.byHand !== true && (await isOverRateLimit(queries, context, request)));
    if (key !== undefined) keys.add(key);
    rows.push(isDropped ? undefined : row);
  }
  const wanted = rows.filter((row) => row !== undefined);
  if (wanted.length === 0) return rows.map(() => undefined);
  const values = [JSON.stringify(wanted), new Date(now), new Date(now + IDEMPOTENCY_MS)];
  const created = await queries.query<{ run_id: string }>(INSERT_RUNS, values);
  const ids = new Set(created.map((row) => row.run_id));
  return rows.map((row) => (row !== undefined && ids.has(row.id) ? row.id : undefined));
}

function rowOf(
  { definition, event, eventKey, parent, byHand }: RunRequest,
  id: string,
  nowMs: number,
) {
  const { concurrency, throttle, idempotency, priority } = definition;
  const wanted = priority ? numberOf(priority, { event }) : 0;
  const seconds = Math.min(Math.max(wanted, -LARGEST_PRIORITY_SECONDS), LARGEST_PRIORITY_SECONDS);
  const keyFor = (key: Operand | undefined) => (key ? keyOf(key, { event }) : "");
  return {
    id,
    function_id: definition.id,
    event_id: event.id,
    event_name: event.name,
    event: JSON.stringify(event),
    event_key: eventKey,
    idempotency_key: idempotency && byHand !== true ? keyFor(idempotency) : null,
    slots: concurrency.map(({ key }, index) => `${definition.id}/${index}/${keyFor(key)}`),
    throttle_key: throttle ? `throttle/${definition.id}/${keyFor(throttle.key)}` : null,
    rank: new Date(nowMs - seconds * 1_000),
    parent_run_id: parent?.runId ?? null,
    parent_step_id: parent?.stepId ?? null,
  };
}

import type { Context } from "./context";
import type { Queries, Statement } from "./database";
import { dropsEvent } from "./drop-events";
import { keyOf } from "./expressions";
import type { FunctionDefinition } from "./function-definition";
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

const INSERT_RUNS: Statement = {
  name: "insert-runs",
  text: `
    WITH wanted AS (
      SELECT * FROM json_to_recordset($1::json) AS r(
        id text, function_id text, event_id text, event_name text, event text, event_key text,
        slots text[], throttle_key text, parent_run_id text, parent_step_id text)),
    created AS (
      INSERT INTO run (id, function_id, event_id, event_name, event, event_key, slots,
                       parent_run_id, parent_step_id, created_at)
      SELECT id, function_id, event_id, event_name, event, event_key, slots,
             parent_run_id, parent_step_id, $2 FROM wanted
      ON CONFLICT (function_id, event_key) DO NOTHING
      RETURNING id)
    INSERT INTO job (key, run_id, function_id, kind, starts, due_at, slots, throttle_key)
    SELECT id || ':next', id, function_id, 'call', true, $2, slots, throttle_key
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
  const rows: (ReturnType<typeof rowOf> | undefined)[] = [];
  for (const request of requests) {
    const dropped = request.byHand !== true && (await dropsEvent(queries, context, request));
    rows.push(dropped ? undefined : rowOf(request, ulid(context.now())));
  }
  const wanted = rows.filter((row) => row !== undefined);
  if (wanted.length === 0) return rows.map(() => undefined);
  const created = await queries.query<{ run_id: string }>(INSERT_RUNS, [
    JSON.stringify(wanted),
    new Date(context.now()),
  ]);
  const ids = new Set(created.map((row) => row.run_id));
  return rows.map((row) => (row !== undefined && ids.has(row.id) ? row.id : undefined));
}

function rowOf({ definition, event, eventKey, parent }: RunRequest, id: string) {
  const { concurrency, throttle } = definition;
  const keyFor = (key: (typeof concurrency)[number]["key"]) => (key ? keyOf(key, { event }) : "");
  return {
    id,
    function_id: definition.id,
    event_id: event.id,
    event_name: event.name,
    event: JSON.stringify(event),
    event_key: eventKey,
    slots: concurrency.map(({ key }, index) => `${definition.id}/${index}/${keyFor(key)}`),
    throttle_key:
      throttle === undefined ? null : `throttle/${definition.id}/${keyFor(throttle.key)}`,
    parent_run_id: parent?.runId ?? null,
    parent_step_id: parent?.stepId ?? null,
  };
}

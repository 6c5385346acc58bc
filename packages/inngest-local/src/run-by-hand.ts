import type { Context } from "./context";
import type { Database } from "./database";
import { timerEvent } from "./fire-crons";
import { readRun } from "./read-run";
import type { RunnerEvent } from "./runner-event";
import { scheduleRuns } from "./schedule-runs";
import { ulid } from "./ulid";
import type { FunctionDefinition } from "./function-definition";

export type ByHandOutcome =
  | { outcome: "started"; runId: string }
  | { outcome: "unknown" }
  /** The function has no schedule, or the run has not failed. */
  | { outcome: "not_possible"; reason: string };

/** Runs a scheduled function now, as if its time had come. Its schedule goes on unchanged. */
export async function runNow(
  database: Database,
  context: Context,
  functionId: string,
): Promise<ByHandOutcome> {
  const definition = context.catalog.find(functionId);
  if (definition === undefined) return { outcome: "unknown" };
  const schedule = definition.crons[0];
  if (schedule === undefined)
    return { outcome: "not_possible", reason: "only scheduled functions run by hand" };
  const now = new Date(context.now());
  const event = { ...timerEvent(schedule, now, now), id: ulid(now.getTime()) };
  return start(database, context, definition, event);
}

/** Runs the function of a failed run again from its start, for the same event. */
export async function retryRun(
  database: Database,
  context: Context,
  runId: string,
): Promise<ByHandOutcome> {
  const run = await readRun(database, runId);
  const definition = run && context.catalog.find(run.functionId);
  if (run === undefined || definition === undefined) return { outcome: "unknown" };
  if (run.status !== "failed")
    return { outcome: "not_possible", reason: "only a failed run is retried by hand" };
  return start(database, context, definition, JSON.parse(run.event) as RunnerEvent);
}

async function start(
  database: Database,
  context: Context,
  definition: FunctionDefinition,
  event: RunnerEvent,
): Promise<ByHandOutcome> {
  const request = { definition, event, eventKey: null, byHand: true };
  const [runId] = await database.transaction((tx) => scheduleRuns(tx, context, [request]));
  return runId === undefined ? { outcome: "unknown" } : { outcome: "started", runId };
}

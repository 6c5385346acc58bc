import type { Context } from "./context";
import type { EndedRun } from "./end-runs";
import {
  FUNCTION_CANCELLED,
  FUNCTION_FAILED,
  FUNCTION_FINISHED,
  type RunnerEvent,
} from "./runner-event";
import { ulid } from "./ulid";

const NAMES = {
  completed: [FUNCTION_FINISHED],
  failed: [FUNCTION_FINISHED, FUNCTION_FAILED],
  cancelled: [FUNCTION_FINISHED, FUNCTION_CANCELLED],
};

/** Whether any function looks for the events of such an end. */
export function announces(context: Context, status: EndedRun["status"]): boolean {
  return NAMES[status].some((name) => context.catalog.triggeredBy(name).length > 0);
}

/**
 * The events that tell of a run's end, as far as a function looks for them. The failed
 * event has the run's id for its own, so that a failure handler runs once whatever is
 * repeated. A handler of failures that fails itself announces nothing: it would be its
 * own trigger for ever.
 */
export function announceEnd(context: Context, run: EndedRun): RunnerEvent[] {
  if (run.event_name === FUNCTION_FAILED) return [];
  const wanted = NAMES[run.status].filter((name) => context.catalog.triggeredBy(name).length > 0);
  if (wanted.length === 0) return [];
  const event: unknown = JSON.parse(run.event);
  const error: unknown = run.error === null ? undefined : JSON.parse(run.error);
  return wanted.map((name) => ({
    id: name === FUNCTION_FAILED ? run.id : ulid(context.now()),
    name,
    ts: context.now(),
    user: {},
    data: {
      _inngest: { status: run.status.charAt(0).toUpperCase() + run.status.slice(1) },
      function_id: run.function_id,
      run_id: run.id,
      event,
      events: [event],
      error,
      result: error ?? (run.output === null ? null : (JSON.parse(run.output) as unknown)),
    },
  }));
}

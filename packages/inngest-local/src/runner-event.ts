/** An event as a function sees it. `id` is the sender's, or one that the runner gave it. */
export interface RunnerEvent {
  id: string;
  name: string;
  data: Record<string, unknown>;
  /** Milliseconds since 1970. */
  ts: number;
  user: Record<string, unknown>;
  v?: string;
}

/** Sent when a run has failed for good; onFailure handlers are triggered by it. */
export const FUNCTION_FAILED = "inngest/function.failed";
/** Sent when a run has ended, whichever way. */
export const FUNCTION_FINISHED = "inngest/function.finished";
/** Sent when an event cancelled a run. */
export const FUNCTION_CANCELLED = "inngest/function.cancelled";
/** What a function sees that another one invoked. */
export const FUNCTION_INVOKED = "inngest/function.invoked";
/** What a function sees that a schedule started. */
export const SCHEDULED_TIMER = "inngest/scheduled.timer";

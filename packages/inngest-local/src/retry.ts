import type { Action, Failure } from "./action";
import { askedRetryAtMs } from "./backoff";
import type { LeasedJob } from "./job";

/** A job whose call was answered, and what its attempts are counted by. */
export interface Attempted {
  job: LeasedJob;
  maxAttempts: number;
  nowMs: number;
  /** How long a failed attempt waits for the next one. */
  backoffMs: (attempt: number) => number;
}

/** The next attempt after a failure outside of a step, or the end of the run. */
export function retryOrFail(attempted: Attempted, failure: Failure, retryAfter?: string): Action {
  const attempt = attempted.job.attempt + 1;
  if (attempt >= attempted.maxAttempts) return { kind: "fail", failure };
  return { kind: "retry", attempt, dueMs: retryAtMs(attempted, retryAfter), failure };
}

/** When to try again: as the app asked for it (retry-after), or by the backoff. */
export function retryAtMs(
  { job, nowMs, backoffMs }: Attempted,
  retryAfter: string | undefined,
): number {
  return askedRetryAtMs(retryAfter, nowMs) ?? nowMs + backoffMs(job.attempt);
}

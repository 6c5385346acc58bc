import type { JobKind } from "./job";
import type { StoredStep } from "./stored-step";

/** Why an attempt failed, in the form in which the SDK sends and reads errors. */
export interface Failure {
  name: string;
  message: string;
  stack?: string;
  cause?: unknown;
}

/** A step that the function found and that is not through yet. */
export interface PlannedStep {
  id: string;
  name: string;
  kind: JobKind;
  /** When to call it, or when the sleep or the waiting ends; milliseconds since 1970. */
  dueMs: number;
  /** A wait's event, and its `if`. */
  event?: string;
  condition?: string;
  /** An invocation's function, and the data of its event. */
  invoke?: { functionId: string; data: Record<string, unknown> };
}

/** What is to be done with a job, decided from the answer to its call. */
export type Action =
  /** Steps have their results, or the last of them has failed for good; the run goes on. */
  | { kind: "store"; steps: readonly StoredStep[]; failure?: Failure }
  /** The step of this job has its result already; nothing more to do for it. */
  | { kind: "settle" }
  /** Several steps, or one that takes no call, are to be done before the run goes on. */
  | { kind: "plan"; steps: PlannedStep[] }
  /** Tried again later, as attempt number `attempt` (from 0). */
  | { kind: "retry"; attempt: number; dueMs: number; failure?: Failure; failedStep?: string }
  /** The function has returned; steps that it ran before may come with it. */
  | { kind: "complete"; output: string; steps: readonly StoredStep[] }
  | { kind: "fail"; failure: Failure };

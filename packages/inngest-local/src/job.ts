/** What a job is: a call of the app, or something that ends by itself when it is due. */
export type JobKind = "call" | "sleep" | "wait" | "invoke";

/** A step's stored result, as the next call of its run carries it. */
export interface MemoisedStep {
  id: string;
  /** JSON. */
  result: string;
}

/** A job that this runner holds the lease of. */
export interface LeasedJob {
  id: string;
  kind: JobKind;
  runId: string;
  functionId: string;
  /** The step it is for; null when the function is called to find its next steps. */
  stepId: string | null;
  stepName: string | null;
  /** The first call of its run: nothing can be memoised yet. */
  starts: boolean;
  /** Failed attempts so far. */
  attempt: number;
  /** How often it was called, this time included: what an earlier call says is late. */
  generation: number;
  /** Whoever held it before did not come back in time. */
  leaseExpired: boolean;
  /** JSON of the run's event. */
  event: string;
  /** Another run invoked this one and waits for its result. */
  hasParent: boolean;
}

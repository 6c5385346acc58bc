import type { CronSchedule } from "./cron";
import type { Expression, Operand } from "./expression";
import type { Condition } from "./expressions";
import type { Rate } from "./gcra";

/** A function of an app, as this runner understands its registration. */
export interface FunctionDefinition {
  id: string;
  name: string;
  /** Where it is called: the URL of the app's endpoint with `fnId`, without a step. */
  url: string;
  /** How often one step, or the code around the steps, is tried before it has failed. */
  maxAttempts: number;
  triggers: readonly EventTrigger[];
  crons: readonly CronSchedule[];
  cancels: readonly CancelRule[];
  /** Calls in flight at once, counted over the live leases of each key. */
  concurrency: readonly { limit: number; key: Operand | undefined }[];
  /** Spaces out the starts of runs. */
  throttle: KeyedRate | undefined;
  /** How many seconds earlier than by its place in the queue a waiting run starts. */
  priority: Expression | undefined;
  /** Drops events beyond a rate. */
  rateLimit: KeyedRate | undefined;
  /** Drops a second event with the same key for 24 h. */
  idempotency: Operand | undefined;
}

export interface EventTrigger {
  event: string;
  condition: Condition | undefined;
}

export interface CancelRule extends EventTrigger {
  /** Only within this time of the run's start, in milliseconds. */
  withinMs: number | undefined;
}

export interface KeyedRate extends Rate {
  key: Operand | undefined;
}

import type { Failure } from "./action";
import { nameOf, type Operation } from "./operation";

/** A step that is through, as it is kept. */
export interface StoredStep {
  id: string;
  name: string;
  op: string;
  /** JSON, as the SDK reads it back: `{"data":…}`, `{"error":…}`, an event or null. */
  result: string;
}

/** A step that ran. Never `{}`: without data the SDK would read the step as failed. */
export function stepThatRan(op: Operation): StoredStep {
  return keep(op, { data: op.data ?? null });
}

/** A step that has failed for good: its error is its result. */
export function stepThatFailed(op: Operation, error: Failure): StoredStep {
  return keep(op, { error });
}

function keep(op: Operation, result: object): StoredStep {
  return { id: op.id, name: nameOf(op), op: op.op, result: JSON.stringify(result) };
}

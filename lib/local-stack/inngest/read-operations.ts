import type { Action, Failure } from "./action";
import { readFailure, unsupported } from "./failures";
import { nameOf, operations, type Operation } from "./operation";
import { readPlan } from "./read-plan";
import { retryAtMs, retryOrFail, type Attempted } from "./retry";

/** What the answer's headers say about its operations. */
export interface OperationHeaders {
  noRetry: boolean;
  retryAfter: string | undefined;
  /** The function turned the SDK's optimised parallelism off. */
  isOldVersion: boolean;
}

/** The names by which apps know the operations that this runner leaves out. */
const UNSUPPORTED = new Map([
  ["AIGateway", "step.ai.infer"],
  ["Gateway", "step.fetch"],
  ["WaitForSignal", "step.waitForSignal"],
  ["DeferAdd", "defer"],
  ["DeferAbort", "defer"],
]);

/** Reads a 206: one step that ran, or the steps that the function found. */
export function readOperations(
  body: unknown,
  headers: OperationHeaders,
  attempted: Attempted,
): Action {
  const parsed = operations.safeParse(body);
  if (!parsed.success) return transportError(attempted, "HTTP 206 without operations");
  const [first, ...others] = parsed.data;
  const feature = unsupportedFeature(parsed.data, headers);
  if (feature !== undefined) return { kind: "fail", failure: unsupported(feature) };
  if (first !== undefined && others.length === 0) {
    const ran = readStepThatRan(first, headers, attempted);
    if (ran !== undefined) return ran;
  }
  if (attempted.job.stepId !== null) {
    return transportError(attempted, "the planned step was not found");
  }
  const plan = readPlan(parsed.data, attempted.nowMs);
  if (!plan.ok) return { kind: "fail", failure: unsupported(plan.reason) };
  return { kind: "plan", steps: plan.value };
}

function unsupportedFeature(
  ops: readonly Operation[],
  headers: OperationHeaders,
): string | undefined {
  const named = ops.find((op) => UNSUPPORTED.has(op.op));
  if (named !== undefined) return UNSUPPORTED.get(named.op);
  // Races need a call of the function after each of their steps.
  if (ops.some((op) => op.opts?.parallelMode !== undefined)) return "group.parallel";
  if (headers.isOldVersion && ops.length > 1)
    return "parallel steps with optimizeParallelism: false";
  return undefined;
}

/** Undefined when the operation is a step that has not run. */
function readStepThatRan(
  op: Operation,
  headers: OperationHeaders,
  attempted: Attempted,
): Action | undefined {
  switch (op.op) {
    case "StepRun":
      // Never `{}`: without data the SDK would read the step as failed.
      return stored(op, { data: op.data ?? null });
    case "RunComplete":
      return { kind: "complete", output: JSON.stringify(op.data ?? null) };
    case "StepError":
    case "StepFailed":
      return readFailedStep(op, headers, attempted);
    default:
      return undefined;
  }
}

/** A step that may be tried again is; otherwise its failure is its result. */
function readFailedStep(op: Operation, headers: OperationHeaders, attempted: Attempted): Action {
  const failure = readFailure(op.error, "The step failed without an error.");
  const attempt = attempted.job.attempt + 1;
  const isFinal = op.op === "StepFailed" || headers.noRetry || attempt >= attempted.maxAttempts;
  if (isFinal) return stored(op, { error: failure }, failure);
  const dueMs = retryAtMs(attempted, headers.retryAfter);
  return { kind: "retry", attempt, dueMs, failure, failedStep: nameOf(op) };
}

function stored(op: Operation, result: object, failure?: Failure): Action {
  const step = { id: op.id, name: nameOf(op), op: op.op, result: JSON.stringify(result) };
  return { kind: "store", step, ...(failure === undefined ? {} : { failure }) };
}

function transportError(attempted: Attempted, message: string): Action {
  return retryOrFail(attempted, { name: "TransportError", message });
}

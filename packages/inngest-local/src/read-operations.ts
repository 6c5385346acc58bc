import type { Action } from "./action";
import { readFailure, unsupported } from "./failures";
import { nameOf, operations, type Operation } from "./operation";
import { readPlan } from "./read-plan";
import { retryAtMs, retryOrFail, type Attempted } from "./retry";
import { stepThatFailed, stepThatRan } from "./stored-step";

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

/** Reads a 206: steps that ran, the end of the run, or the steps that the function found. */
export function readOperations(
  body: unknown,
  headers: OperationHeaders,
  attempted: Attempted,
): Action {
  const parsed = operations.safeParse(body);
  if (!parsed.success) return transportError(attempted, "HTTP 206 without operations");
  const feature = unsupportedFeature(parsed.data, headers);
  if (feature !== undefined) return { kind: "fail", failure: unsupported(feature) };
  const ran = readStepsThatRan(parsed.data, headers, attempted);
  if (ran !== undefined) return ran;
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

/**
 * Undefined when there are steps that have not run. Several come together when a function
 * checkpoints: those that are not stored yet, and then what came after them.
 */
function readStepsThatRan(
  ops: readonly Operation[],
  headers: OperationHeaders,
  attempted: Attempted,
): Action | undefined {
  const last = ops.at(-1);
  const before = ops.slice(0, -1);
  if (last === undefined || before.some(({ op }) => op !== "StepRun")) return undefined;
  const steps = before.map(stepThatRan);
  switch (last.op) {
    case "StepRun":
      return { kind: "store", steps: [...steps, stepThatRan(last)] };
    case "RunComplete":
      return { kind: "complete", output: JSON.stringify(last.data ?? null), steps };
    case "StepError":
    case "StepFailed":
      return before.length === 0 ? readFailedStep(last, headers, attempted) : undefined;
    default:
      return undefined;
  }
}

/** A step that may be tried again is; otherwise its failure is its result. */
function readFailedStep(op: Operation, headers: OperationHeaders, attempted: Attempted): Action {
  const failure = readFailure(op.error, "The step failed without an error.");
  const attempt = attempted.job.attempt + 1;
  const isFinal = op.op === "StepFailed" || headers.noRetry || attempt >= attempted.maxAttempts;
  if (isFinal) return { kind: "store", steps: [stepThatFailed(op, failure)], failure };
  const dueMs = retryAtMs(attempted, headers.retryAfter);
  return { kind: "retry", attempt, dueMs, failure, failedStep: nameOf(op) };
}

function transportError(attempted: Attempted, message: string): Action {
  return retryOrFail(attempted, { name: "TransportError", message });
}

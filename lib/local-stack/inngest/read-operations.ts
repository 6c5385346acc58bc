import { z } from "zod";
import type { Action, PlannedStep } from "./action";
import { parseMoment } from "./durations";
import { parseCondition } from "./expressions";
import { readFailure, unsupported } from "./failures";
import type { Parsed } from "./parsed";
import { retryAtMs, retryOrFail, type Attempted } from "./retry";

const operation = z.object({
  id: z.string().min(1),
  op: z.string(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  opts: z.record(z.string(), z.unknown()).nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
});
const operations = z.array(operation).min(1);

type Operation = z.infer<typeof operation>;

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

/** An invocation or a wait without a timeout of its own ends after a year. */
const LONGEST_WAIT = "365d";

/** Reads a 206: one step that ran, or the steps that the function found. */
export function readOperations(
  body: unknown,
  headers: OperationHeaders,
  attempted: Attempted,
): Action {
  const parsed = operations.safeParse(body);
  if (!parsed.success) {
    return retryOrFail(attempted, {
      name: "TransportError",
      message: "HTTP 206 without operations",
    });
  }
  const [first, ...others] = parsed.data;
  const refused = parsed.data.find(
    (op) => UNSUPPORTED.has(op.op) || op.opts?.parallelMode !== undefined,
  );
  if (refused !== undefined) {
    return { kind: "fail", failure: unsupported(UNSUPPORTED.get(refused.op) ?? "group.parallel") };
  }
  if (first !== undefined && others.length === 0) {
    const ran = readStepThatRan(first, headers, attempted);
    if (ran !== undefined) return ran;
  }
  if (headers.isOldVersion && others.length > 0) {
    return { kind: "fail", failure: unsupported("parallel steps with optimizeParallelism: false") };
  }
  if (attempted.job.stepId !== null) {
    return retryOrFail(attempted, {
      name: "TransportError",
      message: "the planned step was not found",
    });
  }
  return readPlan(parsed.data, attempted.nowMs);
}

function readStepThatRan(
  op: Operation,
  headers: OperationHeaders,
  attempted: Attempted,
): Action | undefined {
  const step = { id: op.id, name: nameOf(op), op: op.op };
  switch (op.op) {
    case "StepRun":
      // Never `{}`: without data the SDK would read the step as failed.
      return {
        kind: "store",
        step: { ...step, result: JSON.stringify({ data: op.data ?? null }) },
      };
    case "RunComplete":
      return { kind: "complete", output: JSON.stringify(op.data ?? null) };
    case "StepError":
    case "StepFailed": {
      const failure = readFailure(op.error, "The step failed without an error.");
      const attempt = attempted.job.attempt + 1;
      const isFinal = op.op === "StepFailed" || headers.noRetry || attempt >= attempted.maxAttempts;
      if (!isFinal)
        return { kind: "retry", attempt, dueMs: retryAtMs(attempted, headers.retryAfter), failure };
      return {
        kind: "store",
        step: { ...step, result: JSON.stringify({ error: failure }) },
        failure,
      };
    }
    default:
      return undefined;
  }
}

function readPlan(ops: readonly Operation[], nowMs: number): Action {
  const steps: PlannedStep[] = [];
  for (const op of ops) {
    const planned = plan(op, nowMs);
    if (!planned.ok) return { kind: "fail", failure: unsupported(planned.reason) };
    steps.push(planned.value);
  }
  return { kind: "plan", steps };
}

function plan(op: Operation, nowMs: number): Parsed<PlannedStep> {
  const step = { id: op.id, name: nameOf(op), dueMs: nowMs };
  switch (op.op) {
    case "StepPlanned":
      return { ok: true, value: { ...step, kind: "call" } };
    case "Sleep": {
      // The time is in the name; fixed once here, however often the function is replayed.
      const dueMs = parseMoment(op.name ?? "", nowMs);
      if (dueMs === undefined) return { ok: false, reason: `a sleep until "${op.name}"` };
      return { ok: true, value: { ...step, kind: "sleep", dueMs } };
    }
    case "WaitForEvent":
      return planWait(op, step, nowMs);
    case "InvokeFunction": {
      const dueMs = parseMoment(textOf(op.opts?.timeout) ?? LONGEST_WAIT, nowMs);
      const payload = z
        .object({ data: z.record(z.string(), z.unknown()).nullish() })
        .safeParse(op.opts?.payload);
      const functionId = textOf(op.opts?.function_id);
      if (dueMs === undefined || functionId === undefined)
        return { ok: false, reason: "this form of step.invoke" };
      const invoke = { functionId, data: payload.data?.data ?? {} };
      return { ok: true, value: { ...step, kind: "invoke", dueMs, invoke } };
    }
    default:
      return { ok: false, reason: `the operation ${op.op}` };
  }
}

function planWait(
  op: Operation,
  step: Omit<PlannedStep, "kind">,
  nowMs: number,
): Parsed<PlannedStep> {
  const event = op.name ?? "";
  const dueMs = parseMoment(textOf(op.opts?.timeout) ?? LONGEST_WAIT, nowMs);
  if (event === "" || event.startsWith("inngest/") || dueMs === undefined) {
    return { ok: false, reason: `waiting for the event "${event}"` };
  }
  const condition = textOf(op.opts?.if);
  if (condition !== undefined) {
    const read = parseCondition(condition);
    if (!read.ok) return { ok: false, reason: `step.waitForEvent with this "if": ${read.reason}` };
  }
  return {
    ok: true,
    value: {
      ...step,
      kind: "wait",
      dueMs,
      event,
      ...(condition === undefined ? {} : { condition }),
    },
  };
}

function nameOf(op: Operation): string {
  // PostgreSQL stores no NUL in text.
  return (op.displayName ?? op.name ?? op.id).replaceAll("\0", "");
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

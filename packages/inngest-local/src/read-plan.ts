import { z } from "zod";
import type { PlannedStep } from "./action";
import { parseMoment } from "./durations";
import { parseCondition } from "./expressions";
import { nameOf, type Operation } from "./operation";
import type { Parsed } from "./parsed";

/** An invocation or a wait without a timeout of its own ends after a year. */
const LONGEST_WAIT = "365d";

const invocation = z.object({
  function_id: z.string().min(1),
  payload: z.object({ data: z.record(z.string(), z.unknown()).nullish() }).nullish(),
});

/**
 * Reads the steps that a function found. Moments are fixed here, once, however often the
 * function is replayed. A step that cannot be honoured is refused by its name.
 */
export function readPlan(ops: readonly Operation[], nowMs: number): Parsed<PlannedStep[]> {
  const steps: PlannedStep[] = [];
  for (const op of ops) {
    const step = readStep(op, { id: op.id, name: nameOf(op), dueMs: nowMs }, nowMs);
    if (!step.ok) return step;
    steps.push(step.value);
  }
  return { ok: true, value: steps };
}

type Unread = Omit<PlannedStep, "kind">;

function readStep(op: Operation, step: Unread, nowMs: number): Parsed<PlannedStep> {
  switch (op.op) {
    case "StepPlanned":
      return accept({ ...step, kind: "call" });
    case "Sleep": {
      // The SDK writes the time into the name; its options are empty.
      const dueMs = parseMoment(op.name ?? "", nowMs);
      return dueMs === undefined
        ? refuse(`a sleep until "${op.name}"`)
        : accept({ ...step, kind: "sleep", dueMs });
    }
    case "WaitForEvent":
      return readWait(op, step, nowMs);
    case "InvokeFunction":
      return readInvocation(op, step, nowMs);
    default:
      return refuse(`the operation ${op.op}`);
  }
}

function readWait(op: Operation, step: Unread, nowMs: number): Parsed<PlannedStep> {
  const event = op.name ?? "";
  const dueMs = timeoutOf(op, nowMs);
  if (event === "" || event.startsWith("inngest/") || dueMs === undefined) {
    return refuse(`waiting for the event "${event}"`);
  }
  const condition = textOf(op.opts?.if);
  if (condition === undefined) return accept({ ...step, kind: "wait", dueMs, event });
  const read = parseCondition(condition);
  if (!read.ok) return refuse(`this step.waitForEvent: ${read.reason}`);
  return accept({ ...step, kind: "wait", dueMs, event, condition });
}

function readInvocation(op: Operation, step: Unread, nowMs: number): Parsed<PlannedStep> {
  const read = invocation.safeParse(op.opts);
  const dueMs = timeoutOf(op, nowMs);
  if (!read.success || dueMs === undefined) return refuse("this form of step.invoke");
  const { function_id: functionId, payload } = read.data;
  const invoke = { functionId, data: payload?.data ?? {} };
  return accept({ ...step, kind: "invoke", dueMs, invoke });
}

function timeoutOf(op: Operation, nowMs: number): number | undefined {
  return parseMoment(textOf(op.opts?.timeout) ?? LONGEST_WAIT, nowMs);
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function accept(value: PlannedStep): Parsed<PlannedStep> {
  return { ok: true, value };
}

function refuse(reason: string): Parsed<never> {
  return { ok: false, reason };
}

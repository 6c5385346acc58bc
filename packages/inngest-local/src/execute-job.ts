import type { Action } from "./action";
import type { AppCaller, Reply } from "./call-app";
import { callBody, callUrl } from "./call-body";
import type { Context } from "./context";
import { dispatchIdOf } from "./dispatch-id";
import type { LeasedJob, MemoisedStep } from "./job";
import type { Lease } from "./leases";
import { readAnswer } from "./read-answer";
import { LEASE_EXPIRED } from "./lost-attempts";

/** What a job needs to be carried out. */
export interface Execution {
  context: Context;
  caller: AppCaller;
  /** What this runner holds its jobs by. */
  lease: Lease;
  backoffMs: (attempt: number) => number;
  /** Told of each reply, for an app that cannot be reached. */
  onReply: (functionId: string, reply: Reply) => void;
}

const INVOKE_TIMED_OUT = {
  name: "InngestInvokeTimeoutError",
  message: "Timed out waiting for the invoked function to complete.",
};

/** Carries out one job, by a call of the app where it needs one, and says what follows from it. */
export async function executeJob(
  execution: Execution,
  job: LeasedJob,
  memo: readonly MemoisedStep[],
): Promise<Action> {
  const { context, caller, backoffMs } = execution;
  if (job.kind !== "call") return endOfWaiting(job);
  const definition = context.catalog.find(job.functionId);
  // Unregistered between the claim and now; it waits until the function is back.
  if (definition === undefined)
    return { kind: "retry", attempt: job.attempt, dueMs: context.now() };
  // The SDK would run the step again, or go on behind it, and answer with something new.
  if (memo.some((step) => step.id === job.stepId)) return { kind: "settle" };
  const { maxAttempts, url } = definition;
  if (job.attempt >= maxAttempts) return { kind: "fail", failure: LEASE_EXPIRED };
  const body = callBody(job, memo, { maxAttempts, dispatchId: dispatchIdOf(job, execution.lease) });
  const reply = await caller.call({ method: "POST", url: callUrl(url, job.stepId), body });
  execution.onReply(job.functionId, reply);
  return readAnswer(reply, { job, maxAttempts, nowMs: context.now(), backoffMs });
}

function endOfWaiting(job: LeasedJob): Action {
  const step = { id: job.stepId ?? "", name: job.stepName ?? "" };
  if (job.kind === "invoke") {
    const result = JSON.stringify({ error: INVOKE_TIMED_OUT });
    return { kind: "store", steps: [{ ...step, op: "InvokeFunction", result }] };
  }
  const op = job.kind === "sleep" ? "Sleep" : "WaitForEvent";
  return { kind: "store", steps: [{ ...step, op, result: "null" }] };
}

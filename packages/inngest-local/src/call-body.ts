import type { LeasedJob, MemoisedStep } from "./job";

/** The body of a call, put together from JSON that is stored as text. */
export function callBody(
  job: LeasedJob,
  memo: readonly MemoisedStep[],
  { maxAttempts, dispatchId }: { maxAttempts: number; dispatchId: string },
): string {
  const steps = memo.map((step) => `${JSON.stringify(step.id)}:${step.result}`).join(",");
  const order = memo.map((step) => step.id);
  const ctx = JSON.stringify({
    run_id: job.runId,
    attempt: job.attempt,
    max_attempts: maxAttempts,
    // A planned step is run by its own call only, never inline by a sibling's.
    disable_immediate_execution: job.stepId !== null,
    use_api: false,
    stack: { stack: order, current: order.length },
    // With these the SDK checkpoints: a step is stored while its call goes on with the next.
    fn_id: job.functionId,
    qi_id: dispatchId,
  });
  return `{"version":2,"event":${job.event},"events":[${job.event}],"steps":{${steps}},"ctx":${ctx}}`;
}

/** Where the call goes; `step` asks the function for its next steps. */
export function callUrl(functionUrl: string, stepId: string | null): string {
  const url = new URL(functionUrl);
  url.searchParams.set("stepId", stepId ?? "step");
  return url.href;
}

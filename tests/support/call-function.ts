import { randomUUID } from "node:crypto";
import { canonical, signatureOf } from "./sign-as-inngest";

type Endpoint = (request: Request) => Response | Promise<Response>;
type Step = { id: string; op: string; displayName: string; data: unknown };
type Event = { name: string; data: Record<string, unknown> };
type Call = { attempt?: number; steps?: Step[] };

/** The event of a cron's tick. */
const TICK: Event = { name: "inngest/scheduled.timer", data: { cron: "* * * * *" } };

/** What Inngest sends when the attempts at a function are used up. */
export function failureOf(functionId: string, event: Event): Event {
  const error = { name: "Error", message: "it did not work", stack: "" };
  const run = { function_id: functionId, run_id: randomUUID() };
  return { name: "inngest/function.failed", data: { ...run, event, events: [event], error } };
}

/** Calls a function of an app as Inngest's server does, signed where there is a key. */
export function functionCaller(endpoint: Endpoint, key?: string) {
  async function call(id: string, event: Event, { attempt = 0, steps = [] }: Call = {}) {
    const whole = { id: randomUUID(), ts: Date.now(), ...event };
    const ctx = {
      ...{ run_id: randomUUID(), attempt, max_attempts: 9, use_api: false },
      disable_immediate_execution: false,
      stack: { stack: steps.map((step) => step.id), current: steps.length },
    };
    const known = Object.fromEntries(steps.map((step) => [step.id, { data: step.data }]));
    const body = canonical({ event: whole, events: [whole], steps: known, version: 2, ctx });
    const host = "latchkey.example";
    const headers = {
      ...{ host, "content-type": "application/json" },
      ...(key && { "x-inngest-signature": signatureOf(body, { key, at: new Date() }) }),
    };
    const url = `https://${host}/api/inngest?fnId=${id}&stepId=step`;
    return endpoint(new Request(url, { method: "POST", headers, body }));
  }

  return {
    /** One call: whether it is final, and after how many seconds it is to come again. */
    async once(id: string, event: Event, options: Call = {}) {
      const response = await call(id, event, options);
      const wait = response.headers.get("retry-after");
      return {
        status: response.status,
        isFinal: response.headers.get("x-inngest-no-retry") === "true",
        waitSeconds: wait === null ? null : secondsUntil(wait),
        text: await response.text(),
      };
    },
    /**
     * All calls of a run that goes well: the names of its steps.
     *
     * @param isForgetful whether each answer is lost once, as by a crash, so that Inngest has
     *   its step done again
     */
    async toEnd(id: string, event: Event = TICK, { isForgetful = false } = {}): Promise<string[]> {
      const steps: Step[] = [];
      for (let calls = 0; calls < 100; calls += 1) {
        if (isForgetful) await call(id, event, { steps });
        const response = await call(id, event, { steps });
        if (response.status === 200) return steps.map(({ displayName }) => displayName);
        if (response.status !== 206) throw new Error(await response.text());
        const ops = (await response.json()) as Step[];
        const failed = ops.find(({ op }) => op !== "StepRun" && op !== "RunComplete");
        if (failed) throw new Error(`${failed.op}: ${JSON.stringify(failed)}`);
        steps.push(...ops.filter(({ op }) => op === "StepRun"));
        if (ops.some(({ op }) => op === "RunComplete"))
          return steps.map(({ displayName }) => displayName);
      }
      throw new Error("The run did not come to its end.");
    },
  };
}

/** Inngest takes both forms: seconds, and a date. */
function secondsUntil(wait: string): number {
  return /^\d+$/.test(wait) ? Number(wait) : (Date.parse(wait) - Date.now()) / 1_000;
}

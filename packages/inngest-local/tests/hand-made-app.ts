import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { startRunner, type RunnerOptions } from "../src/start-runner";
import { copyDatabase } from "@latchkey/testing/databases";
import { poll } from "@latchkey/testing/poll";
import { ended, viewOf } from "./fixture";

/** A call of the runner, which waits for its answer. */
export interface Call {
  /** "step", or the id of the planned step that is to be run. */
  stepId: string;
  steps: Record<string, unknown>;
  ctx: { run_id: string; attempt: number; max_attempts: number; fn_id: string; qi_id: string } & {
    disable_immediate_execution: boolean;
    stack: { stack: string[]; current: number };
  };
  answer(status: number, body: unknown, headers?: Record<string, string>): void;
}

export const ran = (id: string, data: unknown) => ({ op: "StepRun", id, name: id, data });
export const planned = (id: string) => ({ op: "StepPlanned", id, name: id });
export const complete = (data: unknown) => ({ op: "RunComplete", id: "complete", data });

/**
 * A runner and an app without the SDK: the test answers each call by hand, so that it can
 * say what no SDK would say at that moment. The app has one function, for events "do".
 */
export async function startHandMadeApp(options: Partial<RunnerOptions> = {}) {
  const calls: Call[] = [];
  let taken = 0;
  const app = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = JSON.parse(Buffer.concat(chunks).toString("utf8")) as Call;
      if (request.method === "PUT") return void respond(response, 200, {});
      const { searchParams } = new URL(request.url ?? "/", "http://app");
      calls.push({
        ...body,
        stepId: searchParams.get("stepId") ?? "",
        answer: (...answer) => respond(response, ...answer),
      });
    });
  });
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  const appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}/api/inngest`;
  const database = await copyDatabase();
  const runner = await startRunner({
    databaseUrl: database.url,
    port: 0,
    appUrls: [],
    retryBackoffMs: () => 20,
    ...options,
  });
  const post = (path: string, body: unknown) =>
    fetch(`${runner.url}/${path}`, { method: "POST", body: JSON.stringify(body) });
  const runtime = { type: "http", url: `${appUrl}?fnId=hand-made&stepId=step` };
  await post("fn/register", {
    appName: "hand",
    url: appUrl,
    functions: [{ id: "hand-made", triggers: [{ event: "do" }], steps: { step: { runtime } } }],
  });
  return {
    ...viewOf(runner.url),
    database,
    /** All calls so far, answered or not. */
    calls,
    send: (id: string, name = "do") => post("e/key", [{ name, id, data: {} }]),
    ended: (eventId: string) => ended(viewOf(runner.url), eventId),
    /** The next call that no test has looked at yet. */
    nextCall: (): Promise<Call> =>
      poll("a call of the app", () => {
        const call = calls[taken];
        if (call !== undefined) taken += 1;
        return call;
      }),
    /** What the SDK posts while a call is under way. Returns the status of the answer. */
    checkpoint: async ({ ctx }: Call, steps: unknown[]): Promise<number> => {
      const { run_id, fn_id, qi_id } = ctx;
      return (await post(`v1/checkpoint/${run_id}/async`, { run_id, fn_id, qi_id, steps })).status;
    },
    stop: async () => {
      app.closeAllConnections();
      await runner.stop();
      await new Promise((resolve) => app.close(resolve));
      await database.drop();
    },
  };
}

function respond(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    "content-type": "application/json",
    "x-inngest-sdk": "by hand",
    "x-inngest-req-version": "2",
    ...headers,
  });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}

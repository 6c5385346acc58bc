import { createServer, type Server } from "node:http";
import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/node";
import type { RunDetails } from "../src/read-run";
import type { RunSummary } from "../src/read-runs";
import { startRunner, type RunnerOptions } from "../src/start-runner";
import { copyDatabase, type TestDatabase } from "@latchkey/testing/databases";
import { findFreePort } from "@latchkey/local-stack/ports/find-free-port";
import { poll } from "@latchkey/testing/poll";

/** A runner, an app whose functions it runs, and a database of their own. */
export interface Fixture extends RunnerView {
  client: Inngest;
  database: TestDatabase;
  appUrl: string;
  /** The first run of the event, once it has ended. */
  ended(eventId: string): Promise<RunDetails>;
  stop(): Promise<void>;
}

/** What a runner tells on its JSON addresses. */
export interface RunnerView {
  url: string;
  runs(query?: Record<string, string>): Promise<RunSummary[]>;
  run(id: string): Promise<RunDetails>;
}

export type FunctionsOf = (client: Inngest) => InngestFunction.Any[];

const silent = { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} };

/** A busy machine may take its time; a run that hangs fails its test all the same. */
const DEADLINE_MS = 25_000;

/** Failures in these tests come back soon. */
const FAST_BACKOFF = (attempt: number): number => 20 * 2 ** attempt;

/** A client of the runner on this URL that logs nothing. */
export function clientOf(runnerUrl: string, id = "shop"): Inngest {
  return new Inngest({
    id,
    isDev: true,
    baseUrl: runnerUrl,
    logger: silent,
    internalLogger: silent,
  });
}

/** Serves functions as an app does, on a free port or on this one. */
export async function serveApp(
  client: Inngest,
  functions: InngestFunction.Any[],
  port = 0,
): Promise<Server> {
  const server = createServer(serve({ client, functions }));
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return server;
}

/** Ends an app as if it had been stopped: its address refuses connections. */
export async function closeApp(app: Server): Promise<void> {
  app.closeAllConnections();
  await new Promise((resolve) => app.close(resolve));
}

/** Starts the three and returns when the functions are registered. */
export async function startFixture(
  functionsOf: FunctionsOf,
  options: Partial<RunnerOptions> = {},
): Promise<Fixture> {
  const database = await copyDatabase();
  const [runnerPort, appPort] = [await findFreePort(), await findFreePort()];
  const appUrl = `http://127.0.0.1:${appPort}`;
  const client = clientOf(`http://127.0.0.1:${runnerPort}`);
  const app = await serveApp(client, functionsOf(client), appPort);
  const runner = await startRunner({
    databaseUrl: database.url,
    port: runnerPort,
    appUrls: [appUrl],
    retryBackoffMs: FAST_BACKOFF,
    syncIntervalMs: 200,
    ...options,
  });
  const view = viewOf(runner.url);
  await registered(runner.url);
  return {
    ...view,
    client,
    database,
    appUrl,
    ended: (eventId) => ended(view, eventId),
    stop: async () => {
      await runner.stop();
      await closeApp(app);
      await database.drop();
    },
  };
}

/** Waits until the runner knows at least one function. */
export async function registered(runnerUrl: string): Promise<void> {
  const ask = async () => {
    const response = await fetch(`${runnerUrl}/api/functions`).catch(() => undefined);
    if (response?.status !== 200) return undefined;
    return ((await response.json()) as unknown[]).length > 0;
  };
  await poll("the functions to be registered", ask, { deadlineMs: DEADLINE_MS });
}

export function viewOf(url: string): RunnerView {
  return {
    url,
    runs: async (query = {}) => {
      const response = await fetch(`${url}/api/runs?${new URLSearchParams(query).toString()}`);
      return (await response.json()) as RunSummary[];
    },
    run: async (id) => (await (await fetch(`${url}/api/runs/${id}`)).json()) as RunDetails,
  };
}

const ENDED = new Set(["completed", "failed", "cancelled"]);

/** The first run of an event, once it has ended. */
export async function ended(view: RunnerView, eventId: string): Promise<RunDetails> {
  const ask = async () => {
    const runs = await view.runs({ event_id: eventId });
    return runs.find((run) => ENDED.has(run.status));
  };
  const summary = await poll(`the run of ${eventId} to end`, ask, { deadlineMs: DEADLINE_MS });
  return view.run(summary.id);
}

/** What a completed run returned. */
export function outputOf(run: RunDetails): unknown {
  if (run.status !== "completed" || run.output === null) {
    throw new Error(`the run is ${run.status}: ${run.error ?? "no error"}`);
  }
  return JSON.parse(run.output);
}

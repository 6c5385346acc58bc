import type { Context } from "./context";
import type { Database } from "./database";
import type { EventIntake } from "./event-intake";
import { describeFunctions } from "./describe-functions";
import { json, type RunnerRequest, type RunnerResponse } from "./http-server";
import { homePage } from "./home-page";
import { readRun } from "./read-run";
import { listRuns } from "./read-runs";
import { receiveEvents } from "./receive-events";
import type { Registrar } from "./register-app";
import { retryRun, runNow, type ByHandOutcome } from "./run-by-hand";
import { runPage } from "./run-page";

export interface RouterOptions {
  database: Database;
  context: Context;
  intake: EventIntake;
  registrar: Registrar;
  /** Runs were started by hand. */
  onStarted: () => void;
}

const MOST_LISTED = 100;

/** Answers the SDK, the page and the tests. */
export function createRouter(
  options: RouterOptions,
): (request: RunnerRequest) => Promise<RunnerResponse> {
  const { database, context } = options;
  return async (request) => {
    const { method, url } = request;
    const [area, name, ...rest] = url.pathname.split("/").slice(1).map(decodeURIComponent);
    const route = `${method === "HEAD" ? "GET" : method} ${area ?? ""}`;
    if (route === "POST e" && name !== undefined && rest.length === 0) return takeEvents(request);
    if (route === "POST fn" && name === "register") return register(request);
    if (route === "GET health") return health();
    if (route === "GET " && name === undefined)
      return homePage(database, options, url.searchParams);
    if (route === "GET runs" && name !== undefined)
      return runPage(database, name, url.searchParams);
    if (route === "POST runs" && rest[0] === "retry")
      return shown(await byHand(retryRun(database, context, name ?? "")));
    if (route === "POST functions" && rest[0] === "run")
      return shown(await byHand(runNow(database, context, name ?? "")));
    if (area === "api") return api(method, name, rest, url.searchParams);
    if (area === "v0" || area === "v1") {
      const error = `the local runner does not support ${url.pathname}; use the Inngest Dev Server for it`;
      return json({ status: 501, error }, 501);
    }
    return json({ status: 404, error: "no such address" }, 404);
  };

  async function takeEvents({ body, headers }: RunnerRequest): Promise<RunnerResponse> {
    const seed = headers["x-inngest-event-id-seed"];
    const sent = parse(body);
    const received = receiveEvents(sent, Array.isArray(seed) ? seed[0] : seed, context.now());
    if (!received.ok) return json({ ids: [""], status: 400, error: received.reason }, 400);
    await options.intake.take(received.value.events);
    // The SDK repeats the POST unless the body says 200 as well.
    return json({ ids: received.value.ids, status: 200 });
  }

  async function register({ body }: RunnerRequest): Promise<RunnerResponse> {
    const result = await options.registrar.register(parse(body));
    if (result.outcome === "refused")
      return json({ ok: false, status: 400, error: result.reason }, 400);
    return json({ ok: true, modified: result.outcome === "registered" });
  }

  async function health(): Promise<RunnerResponse> {
    await database.query({ name: "health", text: "SELECT 1" });
    return json({ status: "ok", functions: context.catalog.functions().length });
  }

  async function api(
    method: string,
    kind: string | undefined,
    [id, verb]: string[],
    query: URLSearchParams,
  ): Promise<RunnerResponse> {
    const notFound = json({ status: 404, error: "not found" }, 404);
    if (kind === "functions" && method === "GET" && id === undefined)
      return json(await describeFunctions(database, context));
    if (kind === "functions" && method === "POST" && verb === "run")
      return told(await byHand(runNow(database, context, id ?? "")));
    if (kind !== "runs") return notFound;
    if (method === "POST" && verb === "retry")
      return told(await byHand(retryRun(database, context, id ?? "")));
    if (method !== "GET") return notFound;
    if (id === undefined) return json(await listRuns(database, filterOf(query)));
    const run = await readRun(database, id);
    return run === undefined ? notFound : json(run);
  }

  async function byHand(outcome: Promise<ByHandOutcome>): Promise<ByHandOutcome> {
    const result = await outcome;
    if (result.outcome === "started") options.onStarted();
    return result;
  }
}

function filterOf(query: URLSearchParams) {
  return {
    status: query.get("status") ?? undefined,
    eventId: query.get("event_id") ?? undefined,
    functionId: query.get("function_id") ?? undefined,
    before: query.get("before") ?? undefined,
    most: MOST_LISTED,
  };
}

/** The outcome of a button, for a browser. */
function shown(result: ByHandOutcome): RunnerResponse {
  if (result.outcome !== "started") return told(result);
  return {
    status: 303,
    headers: { location: `/runs/${encodeURIComponent(result.runId)}` },
    body: "",
  };
}

function told(result: ByHandOutcome): RunnerResponse {
  switch (result.outcome) {
    case "started":
      return json({ run_id: result.runId });
    case "unknown":
      return json({ status: 404, error: "no such function or run" }, 404);
    case "not_possible":
      return json({ status: 409, error: result.reason }, 409);
  }
}

/** Undefined when it is no JSON; the readers refuse that like any other wrong body. */
function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

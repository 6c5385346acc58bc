import type { Context } from "./context";
import type { Database } from "./database";
import { describeFunctions } from "./describe-functions";
import { homePage } from "./home-page";
import { json, type RunnerResponse } from "@latchkey/local-http/http-server";
import { readRun } from "./read-run";
import { listRuns } from "./read-runs";
import type { Registrar } from "./register-app";
import type { Route } from "./router";
import { retryRun, runNow, type ByHandOutcome } from "./run-by-hand";
import { runPage } from "./run-page";

export interface PageRoutesOptions {
  database: Database;
  context: Context;
  registrar: Registrar;
  /** A run was started by hand. */
  onStarted: () => void;
}

const MOST_LISTED = 100;

/** What people and tests look at, and the buttons; pages as HTML, the same under /api as JSON. */
export function pageRoutes(options: PageRoutesOptions): Route[] {
  const { database, context, onStarted } = options;

  async function started(act: Promise<ByHandOutcome>): Promise<ByHandOutcome> {
    const result = await act;
    if (result.outcome === "started") onStarted();
    return result;
  }
  const startNow = (id = "") => started(runNow(database, context, id));
  const retry = (id = "") => started(retryRun(database, context, id));

  return [
    { method: "GET", path: "", answer: ({ query }) => homePage(options, query) },
    {
      method: "GET",
      path: "runs/:id",
      answer: ({ query }, id = "") => runPage(database, id, query),
    },
    { method: "POST", path: "runs/:id/retry", answer: async (_, id) => shown(await retry(id)) },
    {
      method: "POST",
      path: "functions/:id/run",
      answer: async (_, id) => shown(await startNow(id)),
    },
    { method: "GET", path: "health", answer: () => health(database) },
    {
      method: "GET",
      path: "api/functions",
      answer: async () => json(await describeFunctions(database, context)),
    },
    {
      method: "POST",
      path: "api/functions/:id/run",
      answer: async (_, id) => told(await startNow(id)),
    },
    {
      method: "GET",
      path: "api/runs",
      answer: async ({ query }) => json(await listRuns(database, filterOf(query))),
    },
    { method: "GET", path: "api/runs/:id", answer: (_, id = "") => runAsJson(database, id) },
    { method: "POST", path: "api/runs/:id/retry", answer: async (_, id) => told(await retry(id)) },
  ];
}

/** Ready when PostgreSQL answers; fails like any request that it is needed for. */
async function health(database: Database): Promise<RunnerResponse> {
  await database.query({ name: "health", text: "SELECT 1" });
  return json({ status: "ok" });
}

async function runAsJson(database: Database, id: string): Promise<RunnerResponse> {
  const run = await readRun(database, id);
  return run === undefined ? told({ outcome: "unknown" }) : json(run);
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

/** The outcome of a button, for a browser: the page of the run that it started. */
function shown(result: ByHandOutcome): RunnerResponse {
  if (result.outcome !== "started") return told(result);
  const location = `/runs/${encodeURIComponent(result.runId)}`;
  return { status: 303, headers: { location }, body: "" };
}

/** The same, for a program. */
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

import type { Context } from "./context";
import type { Database } from "./database";
import { describeFunctions, type FunctionSummary } from "./describe-functions";
import { html, type Html } from "@latchkey/local-http/html";
import type { RunnerResponse } from "@latchkey/local-http/http-server";
import { errorLine } from "./error-line";
import { page, time } from "./page-layout";
import { listRuns, type RunSummary } from "./read-runs";
import type { Registrar } from "./register-app";

const RUNS_A_PAGE = 50;
const STATUSES = ["queued", "running", "completed", "failed", "cancelled"];

export interface HomePageOptions {
  database: Database;
  context: Context;
  registrar: Registrar;
}

/** Functions and runs, newest first. */
export async function homePage(
  { database, context, registrar }: HomePageOptions,
  query: URLSearchParams,
): Promise<RunnerResponse> {
  const status = STATUSES.find((each) => each === query.get("status"));
  const filter = { status, before: query.get("before") ?? undefined, most: RUNS_A_PAGE };
  const [functions, runs] = await Promise.all([
    describeFunctions(database, context),
    listRuns(database, filter),
  ]);
  const body = html` ${[...registrar.refusals()].map(([app, reason]) => html`<p class="failed" role="alert"><strong>${app} was refused:</strong> ${reason}</p>`)}
    <h2>Functions</h2>
    ${functions.length === 0 ? html`<p class="quiet">No app has registered yet. The runner keeps asking.</p>` : undefined}
    <ul>
      ${functions.map(functionItem)}
    </ul>
    <h2>Runs</h2>
    <nav aria-label="Runs by status">
      <a href="/">all</a>${STATUSES.map((each) => html` <a href="/?status=${each}">${each}</a>`)}
    </nav>
    ${runs.length === 0 ? html`<p class="quiet">No runs here.</p>` : undefined}
    <ul>
      ${runs.map(runItem)}
    </ul>
    ${olderLink(runs, status)}`;
  return page({ title: "Functions and runs", body, query });
}

function functionItem({ id, events, crons }: FunctionSummary): Html {
  const button = html`<form method="post" action="/functions/${encodeURIComponent(id)}/run">
    <button>Run now</button>
  </form>`;
  return html`<li>
    <div><code>${id}</code>${crons.length > 0 ? button : undefined}</div>
    ${events.map((event) => html`<p class="quiet">on <code>${event}</code></p>`)}
    ${crons.map((cron) => html`<p class="quiet">at <code>${cron.expression}</code>, next ${time(cron.nextAt)}</p>`)}
  </li>`;
}

function runItem(run: RunSummary): Html {
  const failed =
    run.failedAttempts === 0 ? undefined : html` · ${run.failedAttempts} failed attempts`;
  const ended =
    run.endedAt === null
      ? undefined
      : html` · took ${run.endedAt.getTime() - run.createdAt.getTime()} ms`;
  return html`<li>
    <div>
      <a href="/runs/${encodeURIComponent(run.id)}"><code>${run.functionId}</code></a>
      <span class="status ${run.status}">${run.status}</span>
    </div>
    <p class="quiet"><code>${run.eventName}</code> · ${time(run.createdAt)}${ended}${failed}</p>
    ${run.error === null ? undefined : html`<p class="failed">${errorLine(run.error)}</p>`}
  </li>`;
}

function olderLink(runs: RunSummary[], status: string | undefined): Html | undefined {
  const last = runs.at(-1);
  if (last === undefined || runs.length < RUNS_A_PAGE) return undefined;
  const query = new URLSearchParams({
    before: last.id,
    ...(status === undefined ? {} : { status }),
  });
  return html`<p><a href="/?${query.toString()}">Older runs</a></p>`;
}

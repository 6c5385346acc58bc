import type { Database } from "./database";
import { errorLine } from "./error-line";
import { html, type Html } from "@latchkey/local-http/html";
import type { RunnerResponse } from "@latchkey/local-http/http-server";
import { page, time } from "./page-layout";
import { readRun, type FailedAttempt, type JobDetails, type StepDetails } from "./read-run";

/** Longer values are told by their size: this page is to be read. */
const SHOWN_CHARACTERS = 2_000;

/** One run: its event, its steps with their values, what failed and what comes next. */
export async function runPage(
  database: Database,
  id: string,
  query: URLSearchParams,
): Promise<RunnerResponse> {
  const run = await readRun(database, id);
  if (run === undefined) {
    const body = html`<p>
      There is no run <code>${id}</code>. Runs that ended long ago are removed.
    </p>`;
    return page({ title: "No such run", body, query, status: 404 });
  }
  const retry = html`<form method="post" action="/runs/${encodeURIComponent(run.id)}/retry">
    <button>Retry</button>
  </form>`;
  const body = html` <p>
      <span class="status ${run.status}">${run.status}</span>
      ${run.status === "failed" ? retry : undefined}
    </p>
    <p class="quiet">
      Run <code>${run.id}</code> · created ${time(run.createdAt)} · started ${time(run.startedAt)} ·
      ended ${time(run.endedAt)}
    </p>
    ${
      run.error === null
        ? undefined
        : html`<h2>Error</h2>
            ${errorText(run.error)}`
    }
    <h2>Steps</h2>
    <ul>
      ${run.steps.map(stepItem)}
    </ul>
    ${run.steps.length === 0 ? html`<p class="quiet">None so far.</p>` : undefined}
    ${section("Next", run.jobs.map(jobItem))}
    ${section("Failed attempts", run.failedAttempts.map(failedItem))}
    ${
      run.output === null
        ? undefined
        : html`<h2>Output</h2>
            ${value(run.output)}`
    }
    <h2>Event</h2>
    ${value(run.event)}`;
  return page({ title: run.functionId, body, query });
}

function section(title: string, items: Html[]): Html | undefined {
  return items.length === 0
    ? undefined
    : html`<h2>${title}</h2>
        <ul>
          ${items}
        </ul>`;
}

function stepItem(step: StepDetails): Html {
  const attempts = step.attempts === 1 ? "1 attempt" : `${step.attempts} attempts`;
  return html`<li>
    <div>
      <strong>${step.name}</strong
      ><span class="quiet">${step.op} · ${attempts} · ${time(step.storedAt)}</span>
    </div>
    ${stepValue(step.result)}
  </li>`;
}

function jobItem(job: JobDetails): Html {
  const what = job.step === null ? "the function" : html`<strong>${job.step}</strong>`;
  const verbs: Record<string, string> = {
    call: "runs",
    sleep: "sleeps until",
    wait: "waits until",
    invoke: "waits until",
  };
  const when = job.isRunning
    ? html`is running`
    : html`${verbs[job.kind] ?? job.kind} ${time(job.dueAt)}`;
  const event = job.waitsFor === null ? undefined : html` for <code>${job.waitsFor}</code>`;
  return html`<li>
    ${what} ${when}${event} <span class="quiet">attempt ${job.attempt + 1}</span>
  </li>`;
}

function failedItem(failed: FailedAttempt): Html {
  return html`<li>
    <div>
      <strong>${failed.step ?? "the function"}</strong>
      <span class="quiet">attempt ${failed.attempt} · ${time(failed.failedAt)}</span>
    </div>
    ${errorText(failed.error)}
  </li>`;
}

function errorText(stored: string): Html {
  const { stack } = JSON.parse(stored) as { stack?: string };
  return html`<pre>${stack ?? errorLine(stored)}</pre>`;
}

/** A step that failed for good shows its error; its attempts tell the rest. */
function stepValue(result: string): Html {
  if (!result.startsWith('{"error":')) return value(result);
  const { error } = JSON.parse(result) as { error: unknown };
  return html`<p class="failed">${errorLine(JSON.stringify(error))}</p>`;
}

function value(json: string): Html {
  if (json.length > SHOWN_CHARACTERS)
    return html`<p class="quiet">${json.length} characters of JSON</p>`;
  return html`<pre>${JSON.stringify(JSON.parse(json), null, 2)}</pre>`;
}

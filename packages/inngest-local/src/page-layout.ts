import { Html, html } from "@latchkey/local-http/html";
import type { RunnerResponse } from "@latchkey/local-http/http-server";

const REFRESH_SECONDS = 3;

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d9d9e0, #3a3a42); --quiet: light-dark(#60606b, #a2a2ad);
  --good: light-dark(#17693a, #6fd39a); --bad: light-dark(#a8201a, #ff9d94); --busy: light-dark(#1f4fa3, #8fb8ff); }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 64rem; padding: 1rem; }
h1 { font-size: 1.4rem; margin: 0; overflow-wrap: anywhere; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
header p, .quiet { color: var(--quiet); margin: .25rem 0; }
ul { list-style: none; margin: 0; padding: 0; } li { border-top: 1px solid var(--line); padding: .6rem 0; }
li > div { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; justify-content: space-between; }
code, pre { font: .875rem/1.45 ui-monospace, monospace; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; margin: .4rem 0 0; padding: .6rem; border: 1px solid var(--line); border-radius: .4rem; }
.completed { color: var(--good); } .failed, .cancelled { color: var(--bad); } .running, .queued { color: var(--busy); }
.status { font-weight: 600; } a { color: inherit; } form { display: inline; } nav { display: flex; gap: 1rem; flex-wrap: wrap; }
button { font: inherit; padding: .25rem .75rem; min-height: 2rem; cursor: pointer; }
`;

export interface PageOptions {
  title: string;
  body: Html;
  status?: number;
  /** Where this page is, for the links that turn the refreshing off and on. */
  query: URLSearchParams;
}

/** A whole page. It loads nothing from elsewhere, runs no script and may not be framed. */
export function page({ title, body, query, status = 200 }: PageOptions): RunnerResponse {
  const isPaused = query.get("refresh") === "off";
  const other = new URLSearchParams(query);
  if (isPaused) other.delete("refresh");
  else other.set("refresh", "off");
  const refresh = isPaused
    ? undefined
    : html`<meta http-equiv="refresh" content="${REFRESH_SECONDS}" />`;
  const toggle = isPaused ? "Refresh by itself" : "Pause refreshing";
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${refresh}
        <title>${title} · Local Inngest runner</title>
        <link rel="icon" href="data:," />
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <header>
          <p>
            <a href="/">Local runner: for development</a> · not the Inngest Dev Server, and not for
            production · times in UTC · <a href="?${other.toString()}">${toggle}</a>
          </p>
          <h1>${title}</h1>
        </header>
        <main>${body}</main>
      </body>
    </html>`;
  return {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy":
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      "referrer-policy": "same-origin",
    },
    body: document.text,
  };
}

/** A moment as people compare them: to the second, in UTC like the tables. */
export function time(moment: Date | null): Html {
  if (moment === null) return html`–`;
  const iso = moment.toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace("T", " ")}</time>`;
}

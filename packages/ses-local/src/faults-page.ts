import { Html, html } from "@latchkey/local-http/html";
import type { RunnerResponse } from "@latchkey/local-http/http-server";
import { FAULT_NAMES } from "./fault";
import type { ListedFault } from "./faults";

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d9d9e0, #3a3a42); --quiet: light-dark(#60606b, #a2a2ad);
  --bad: light-dark(#a8201a, #ff9d94); }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 64rem; padding: 1rem; }
h1 { font-size: 1.4rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
header p, .quiet { color: var(--quiet); margin: .25rem 0; } .problem { color: var(--bad); font-weight: 600; }
ul { list-style: none; margin: 0; padding: 0; }
li { border-top: 1px solid var(--line); padding: .6rem 0; display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; }
li form { margin-left: auto; } code { font: .875rem/1.45 ui-monospace, monospace; overflow-wrap: anywhere; }
.set { display: flex; flex-wrap: wrap; gap: 1rem; align-items: end; } label { display: grid; gap: .25rem; }
a { color: inherit; } input, select, button { font: inherit; padding: .25rem .5rem; min-height: 2.25rem; max-width: 100%; }
button { padding: .25rem .75rem; cursor: pointer; }
`;

/**
 * The switches for a browser, in the look of the Inngest runner's pages. It runs no script.
 *
 * @param problem why the switch was not set that somebody has just asked for
 */
export function faultsPage(faults: readonly ListedFault[], problem?: string): RunnerResponse {
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Faults · Local SES</title>
        <link rel="icon" href="data:," />
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <header>
          <p>
            <a href="/">Local SES: for development</a> · packages/local-stack/README.md says what
            each fault does
          </p>
          <h1>Faults</h1>
        </header>
        <main>${form(problem)} ${list(faults)}</main>
      </body>
    </html>`;
  return {
    status: problem === undefined ? 200 : 400,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy":
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      "referrer-policy": "same-origin",
    },
    body: document.text,
  };
}

function form(problem: string | undefined): Html {
  const options = FAULT_NAMES.map((name) => html`<option>${name}</option>`);
  return html`<h2>Set a fault</h2>
    ${problem === undefined ? undefined : html`<p class="problem" role="alert">${problem}</p>`}
    <form class="set" method="post" action="/faults">
      <label
        >Fault
        <select name="fault">
          ${options}
        </select></label
      >
      <label>For <input name="to" placeholder="everybody, or *@example.com" size="26" /></label>
      <label>Share <input name="share" placeholder="1" inputmode="decimal" size="5" /></label>
      <label>Times <input name="times" placeholder="always" inputmode="numeric" size="7" /></label>
      <label>Milliseconds <input name="ms" inputmode="numeric" size="9" /></label>
      <button>Set</button>
    </form>`;
}

function list(faults: readonly ListedFault[]): Html {
  if (faults.length === 0)
    return html`<h2>Set now</h2>
      <p class="quiet">None: all is well.</p>`;
  const items = faults.map(
    (fault) =>
      html`<li>
        <strong>${fault.fault}</strong>
        <span>${describe(fault)}</span>
        <span class="quiet">met ${fault.hits} mails</span>
        <form method="post" action="/faults/${fault.id}/remove">
          <button aria-label="Take away ${fault.fault}">Take away</button>
        </form>
      </li>`,
  );
  return html`<h2>Set now</h2>
    <ul>
      ${items}
    </ul>
    <form method="post" action="/faults/clear"><button>Take all away</button></form>`;
}

function describe({ to, share, times, ms }: ListedFault): string {
  return [
    to ?? "everybody",
    share < 1 && `${share * 100}% of the mails`,
    times !== undefined && `${times} times`,
    ms > 0 && `${ms} ms`,
  ]
    .filter(Boolean)
    .join(", ");
}

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

const SECRET = "turnstile-secret";
const SITE_KEY = "turnstile-site-key";

/** How the stand-in behaves when it is asked for a verdict. */
type Mood = "well" | "silent" | "broken";

/**
 * The widget, as far as a page can tell: it frames and calls its own origin, as Cloudflare's
 * does, writes a token into the form, and takes another when it is reset.
 */
const SCRIPT = `{
  const { origin } = new URL(document.currentScript.src);
  const inputs = new Map();
  const renew = async (input) => {
    input.value = "";
    input.value = await (await fetch(origin + "/token")).text();
  };
  window.turnstile = {
    render(place, { sitekey }) {
      const frame = Object.assign(document.createElement("iframe"), { src: origin + "/frame", title: sitekey });
      const input = Object.assign(document.createElement("input"), { type: "hidden", name: "cf-turnstile-response" });
      place.append(frame, input);
      inputs.set(sitekey, input);
      renew(input);
      return sitekey;
    },
    reset: (widget) => void renew(inputs.get(widget)),
    remove: (widget) => inputs.get(widget).parentElement.replaceChildren(),
  };
}`;

/** A server that stands for Cloudflare Turnstile: script, frame and verdicts. */
export async function startTurnstileStandIn() {
  const open = new Set<string>();
  let mood: Mood = "well";
  let count = 0;

  const giveToken = () => {
    count += 1;
    open.add(`token-${count}`);
    return `token-${count}`;
  };

  const judge = (form: URLSearchParams) => {
    if (form.get("secret") !== SECRET)
      return { success: false, "error-codes": ["invalid-input-secret"] };
    const isGood = open.delete(form.get("response") ?? "");
    return { success: isGood, "error-codes": isGood ? [] : ["timeout-or-duplicate"] };
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? "", "http://localhost");
    response.setHeader("Access-Control-Allow-Origin", "*");
    if (pathname === "/turnstile/v0/api.js")
      return response.setHeader("Content-Type", "text/javascript").end(SCRIPT);
    if (pathname === "/frame")
      return response.setHeader("Content-Type", "text/html").end("<p>You look human.</p>");
    if (pathname === "/token") return response.end(giveToken());
    if (mood === "silent") return;
    if (mood === "broken") return response.writeHead(502).end("<h1>Bad gateway</h1>");
    const verdict = judge(new URLSearchParams(await text(request)));
    return response.setHeader("Content-Type", "application/json").end(JSON.stringify(verdict));
  };

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;

  return {
    /** What the app needs to use it. */
    variables: {
      TURNSTILE_URL: url,
      TURNSTILE_SITE_KEY: SITE_KEY,
      TURNSTILE_SECRET_KEY: SECRET,
    },
    giveToken,
    be(next: Mood) {
      mood = next;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

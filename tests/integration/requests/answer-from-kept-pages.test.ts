import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { answerFromKeptPages } from "@/lib/next-internals/keep-pages";
import { PlainBrowser } from "../../support/plain-browser";
import { poll } from "@latchkey/testing/poll";

/** A server that renders pages as Next.js does: each with a nonce of its own, and a number. */
async function startRenderer() {
  const asked: string[] = [];
  const says = { status: 200, headers: {} as Record<string, string> };
  const server = createServer(({ method, url, headers }, response) => {
    asked.push(`${method} ${url} ${headers.cookie ?? ""}`);
    const nonce = randomBytes(16).toString("base64");
    response.writeHead(says.status, {
      "Content-Security-Policy": `script-src 'nonce-${nonce}' 'strict-dynamic'`,
      "Content-Type": "text/html; charset=utf-8",
      Link: `</font.woff2>; rel=preload; nonce="${nonce}"`,
      Vary: "rsc, Accept-Encoding",
      "X-Request-Id": "the renderer's",
      ...says.headers,
    });
    const language = headers["accept-language"] ?? "none";
    const theme = /latchkey\.theme=(\w+)/.exec(headers.cookie ?? "")?.[1];
    const look = theme ? `${language}, ${theme}` : language;
    response.end(`<script nonce="${nonce}">é</script>rendering ${asked.length} (${look})`);
  });
  answerFromKeptPages(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const visitor = () => {
    const browser = new PlainBrowser(`http://127.0.0.1:${port}`);
    browser.ip = null;
    return browser;
  };
  return { asked, says, visitor, server };
}

let renderer: Awaited<ReturnType<typeof startRenderer>>;
beforeEach(async () => {
  renderer = await startRenderer();
});
afterEach(() => {
  vi.useRealTimers();
  renderer.server.closeAllConnections();
  renderer.server.close();
});

const open = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  renderer.visitor().send(method, path, { headers });

/** A kept page says how long it is; what the renderer writes comes in pieces. */
const isKept = ({ headers }: { headers: Record<string, unknown> }) => "content-length" in headers;

const untilKept = (path = "/register") =>
  poll(`${path} to be kept`, async () => {
    const answer = await open(path);
    return isKept(answer) && answer;
  });

const nonceOf = (policy: unknown) => /'nonce-([^']+)'/.exec(String(policy))?.[1] ?? "";

describe("a page that is the same for everybody", () => {
  test("is rendered by a request of ours that brings nothing of a visitor", async () => {
    await open("/register", { cookie: "latchkey.browser=a-key; theme=dark" });
    await untilKept();
    const byVisitors = renderer.asked.filter((each) => each.endsWith("theme=dark"));
    expect([byVisitors.length, renderer.asked.at(-1)]).toEqual([1, "GET /register "]);
    const asked = renderer.asked.length;
    await Promise.all(Array.from({ length: 20 }, () => open("/register")));
    expect(renderer.asked).toHaveLength(asked);
  });

  test("has a nonce and a request id that no other answer has, wherever the nonce stands", async () => {
    await untilKept();
    const answers = await Promise.all(Array.from({ length: 20 }, () => open("/register")));
    const nonces = answers.map(({ headers }) => nonceOf(headers["content-security-policy"]));
    expect(new Set(nonces).size).toBe(20);
    expect(new Set(answers.map(({ headers }) => headers["x-request-id"])).size).toBe(20);
    for (const [at, { headers, body }] of answers.entries()) {
      const nonce = nonces[at] ?? "";
      expect(Buffer.from(nonce, "base64")).toHaveLength(16);
      expect(body).toContain(`<script nonce="${nonce}">é</script>`);
      expect(headers.link).toBe(`</font.woff2>; rel=preload; nonce="${nonce}"`);
    }
  });

  test("is kept once for each language and theme, the chosen ones before those of the browser", async () => {
    const lookOf = async (headers: Record<string, string>) => {
      const answer = await poll("the page to be kept", async () => {
        const opened = await open("/register", headers);
        return isKept(opened) && opened;
      });
      return /\((.*)\)$/.exec(answer.body)?.[1];
    };
    expect(await lookOf({})).toBe("en");
    expect(await lookOf({ "accept-language": "de-AT,en;q=0.5" })).toBe("de");
    expect(await lookOf({ "accept-language": "ja" })).toBe("en");
    const chosen = { "accept-language": "de", cookie: "__Host-latchkey.locale=fr" };
    expect(await lookOf(chosen)).toBe("fr");
    expect(await lookOf({ cookie: "latchkey.theme=dark; latchkey.locale=es" })).toBe("es, dark");
    expect(await lookOf({ cookie: "__Host-latchkey.theme=light" })).toBe("en, light");
    // What nobody can choose in the footer makes no page of its own.
    expect(await lookOf({ cookie: "latchkey.theme=pink; latchkey.locale=en-XA" })).toBe("en");
  });

  test("is compressed for those who take it, and only for them", async () => {
    await untilKept();
    const sizeFor = async (encodings: string) => {
      const { headers } = await open("/register", { "accept-encoding": encodings });
      return headers["content-encoding"] ?? "plain";
    };
    expect(await sizeFor("br, gzip;q=0.8")).toBe("gzip");
    expect(await sizeFor("br, gzip;q=0")).toBe("plain");
    expect(await sizeFor("identity")).toBe("plain");
    const { port } = renderer.server.address() as AddressInfo;
    const read = await fetch(`http://127.0.0.1:${port}/register`);
    expect([read.headers.get("vary"), await read.text()]).toEqual([
      "rsc, Accept-Encoding",
      expect.stringMatching(/^<script nonce="[^"]+">é<\/script>rendering \d+ \(en\)$/),
    ]);
  });

  test("is rendered again after a minute, and the old one is given until then", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { body } = await untilKept();
    const said = (text: string) => /rendering \d+/.exec(text)?.[0];
    vi.setSystemTime(Date.now() + 59_000);
    expect(said((await open("/register")).body)).toBe(said(body));
    vi.setSystemTime(Date.now() + 1_000);
    expect(said((await open("/register")).body)).toBe(said(body));
    vi.useRealTimers();
    await poll(
      "another rendering",
      async () => said((await open("/register")).body) !== said(body),
    );
  });
});

describe("whoever brings something along gets a page of their own", () => {
  test.each([
    ["a query", "/register?unfinished", {}, "GET"],
    ["a session", "/register", { cookie: "a=b; latchkey.session=x" }, "GET"],
    ["a session over https", "/register", { cookie: "__Host-latchkey.session=x" }, "GET"],
    ["what was typed", "/register", { cookie: "latchkey.browser=x; latchkey.typed=x" }, "GET"],
    ["a link", "/sign-in", { cookie: "latchkey.link-confirm=x" }, "GET"],
    ["a form", "/register", {}, "POST"],
    ["Next.js in the browser", "/register", { rsc: "1" }, "GET"],
    ["the wish for a fresh page", "/register", { "cache-control": "no-cache" }, "GET"],
    ["another path", "/check-your-email", {}, "GET"],
  ])("%s", async (_what, path, headers, method) => {
    await untilKept("/register");
    await untilKept("/sign-in");
    for (let time = 0; time < 2; time += 1) {
      const before = renderer.asked.length;
      expect(isKept(await open(path, headers, method))).toBe(false);
      expect(renderer.asked.slice(before)).toContain(
        `${method} ${path} ${"cookie" in headers ? headers.cookie : ""}`,
      );
    }
  });
});

describe("an answer that is no page for everybody", () => {
  test.each([
    ["sets a cookie", 200, { "Set-Cookie": "a=b" }],
    ["is an error", 500, {}],
    ["leads elsewhere", 307, { Location: "/account" }],
    ["has no nonce", 200, { "Content-Security-Policy": "default-src 'none'" }],
  ])("is not kept: it %s", async (_what, status, headers) => {
    Object.assign(renderer.says, { status, headers });
    await open("/register");
    await poll("both answers", () => renderer.asked.length >= 2);
    for (let time = 0; time < 3; time += 1) expect(isKept(await open("/register"))).toBe(false);
  });

  test("is asked for again a minute later", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    renderer.says.status = 500;
    await open("/register");
    await poll("both answers", () => renderer.asked.length >= 2);
    renderer.says.status = 200;
    expect(isKept(await open("/register"))).toBe(false);
    vi.setSystemTime(Date.now() + 60_000);
    await open("/register");
    vi.useRealTimers();
    await untilKept();
  });
});

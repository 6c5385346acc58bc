// What Inngest is told of where the app is, and by whom: a stranger who could say it would
// take every email and every cron away.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startApp, type RunningApp } from "../../support/app";
import { PlainBrowser } from "../../support/plain-browser";
import { canonical, signatureOf } from "../../support/sign-as-inngest";
import { startSignedInngest } from "../../support/signed-inngest";

const SIGNING_KEY = "signkey-test-0123456789abcdef0123456789abcdef";
const EVENT_KEY = "test-event-key-0123456789abcdef0123456789";
const FORGED = {
  host: "evil.example",
  "x-forwarded-host": "evil.example",
  "x-forwarded-proto": "https",
  forwarded: "host=evil.example;proto=https",
};

/** A self-hosted server or the Cloud: by its keys. */
const signedMode = (url: string) => ({
  INNGEST_DEV: "",
  INNGEST_BASE_URL: url,
  INNGEST_EVENT_KEY: EVENT_KEY,
  INNGEST_SIGNING_KEY: SIGNING_KEY,
});

let inngest: Awaited<ReturnType<typeof startSignedInngest>>;
let app: RunningApp;

beforeAll(async () => {
  inngest = await startSignedInngest({ eventKey: EVENT_KEY, signingKey: SIGNING_KEY });
  app = await startApp({
    env: { DATABASE_URL: process.env.DATABASE_URL!, ...signedMode(inngest.url) },
  });
  Object.assign(process.env, signedMode(inngest.url), { APP_URL: app.url });
});

afterEach(() => inngest.registeredUrls.splice(0));

afterAll(async () => {
  await app.stop();
  await inngest.stop();
});

/** A sync as a server asks for it: signed with a key, or not at all. */
function put(headers: Record<string, string>, options: { key?: string; query?: string } = {}) {
  const body = canonical({ url: "https://evil.example/api/inngest" });
  const signature = options.key && signatureOf(body, { key: options.key, at: new Date() });
  return new PlainBrowser(app.url).send("PUT", `/api/inngest${options.query ?? ""}`, {
    body,
    headers: {
      "content-type": "application/json",
      ...(signature && { "x-inngest-signature": signature }),
      ...headers,
    },
  });
}

test.each([
  ["with a forged Host", FORGED],
  ["with its own Host", {}],
  ["in-band", { "x-inngest-sync-kind": "in_band" }],
  ["of a server that says it is a development server", { "x-inngest-server-kind": "dev" }],
])("a sync that nobody signed is refused %s, and Inngest is told nothing", async (_, headers) => {
  expect((await put(headers)).status).toBe(401);
  expect((await put(headers, { key: "signkey-test-ffffffffffffffff" })).status).toBe(401);
  expect(inngest.registeredUrls).toEqual([]);
});

test("a signed sync tells Inngest the address of the environment, whatever the request claims", async () => {
  const answer = await put(FORGED, { key: SIGNING_KEY });
  expect([answer.status, answer.body]).toEqual([200, expect.stringContaining("registered")]);
  expect(inngest.registeredUrls.length).toBeGreaterThan(5);
  for (const url of inngest.registeredUrls)
    expect(url.split("?")[0]).toBe(`${app.url}/api/inngest`);
});

test("a signed in-band sync answers with the address of the environment too", async () => {
  const headers = { ...FORGED, "x-inngest-sync-kind": "in_band" };
  const answer = await put(headers, { key: SIGNING_KEY });
  expect(answer.status).toBe(200);
  expect(answer.body).toContain(`"url":"${app.url}/api/inngest"`);
  expect(answer.body).not.toContain("evil.example");
});

describe("npm run operator -- inngest sync", () => {
  const sync = async (...more: string[]) => {
    const { operatorCommand } = await import("@/lib/operator/command-line");
    return operatorCommand(["inngest", "sync", ...more]);
  };

  test("lets the app register its functions, signed", async () => {
    const { exitCode, lines } = await sync();
    expect([exitCode, lines.join()]).toEqual([0, expect.stringContaining("registered")]);
    expect(inngest.registeredUrls[0]).toBe(`${app.url}/api/inngest`);
  });

  test("may ask the app at another address, and Inngest is told the same as ever", async () => {
    expect((await sync(`http://127.0.0.1:${app.port}`)).exitCode).toBe(0);
    expect(inngest.registeredUrls[0]).toBe(`${app.url}/api/inngest`);
  });

  test.each([
    ["nobody listens", "http://127.0.0.1:9", "does not answer"],
    ["it was given no address", "elsewhere", "is no URL"],
  ])("says so when %s", async (_, address, said) => {
    const { exitCode, lines } = await sync(address);
    expect([exitCode, lines.join()]).toEqual([1, expect.stringContaining(said)]);
  });

  test("says so when Inngest does not take it", async () => {
    inngest.changeKeys({ signingKey: "signkey-test-ffffffffffffffff" });
    const { exitCode, lines } = await sync();
    expect([exitCode, lines.join()]).toEqual([1, expect.stringContaining("could not register")]);
    inngest.changeKeys({});
  });

  test("is not understood with another word", async () => {
    const { operatorCommand } = await import("@/lib/operator/command-line");
    expect((await operatorCommand(["inngest", "restart"])).exitCode).toBe(2);
  });
});

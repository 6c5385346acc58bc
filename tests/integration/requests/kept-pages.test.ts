import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { paths } from "@/lib/paths";
import { startApp, type RunningApp } from "../../support/app";
import { type Answer, PlainBrowser } from "../../support/plain-browser";
import { anAccount, PASSWORD } from "../../support/registrations";
import { poll } from "@latchkey/testing/poll";

const KEPT_PATHS = [paths.home, paths.register, paths.signIn, paths.forgotPassword];

let app: RunningApp;

const open = (path: string, headers: Record<string, string> = {}) =>
  new PlainBrowser(app.url).send("GET", path, { headers });

/** A kept page says how long it is; what Next.js renders comes in pieces. */
const isKept = ({ headers }: Answer) => headers["content-length"] !== undefined;

beforeAll(async () => {
  app = await startApp({ env: { DATABASE_URL: process.env.DATABASE_URL! } });
  for (const path of KEPT_PATHS)
    await poll(`${path} to be kept`, async () => isKept(await open(path)));
});

afterAll(() => app.stop());

const nonceOf = ({ headers }: Answer) =>
  /'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))?.[1] ?? "";

/** An answer without what belongs to it alone. */
function inGeneral(answer: Answer) {
  const text = JSON.stringify({ headers: answer.headers, body: answer.body });
  const { headers, body } = JSON.parse(text.replaceAll(nonceOf(answer), "NONCE")) as Answer;
  for (const name of ["date", "x-request-id", "content-length", "transfer-encoding"])
    delete headers[name];
  return { status: answer.status, headers, body };
}

describe.each(KEPT_PATHS)("the kept page %s", (path) => {
  test("is exactly what Next.js renders, but for the nonce", async () => {
    const [kept, rendered] = [await open(path), await open(path, { "cache-control": "no-cache" })];
    expect([isKept(kept), isKept(rendered)]).toEqual([true, false]);
    expect(inGeneral(kept)).toEqual(inGeneral(rendered));
  });

  test("is the same for a browser with a key, for which Next.js would render nothing else", async () => {
    const cookie = `latchkey.browser=${"a".repeat(43)}`;
    const [kept, rendered] = [
      await open(path, { cookie }),
      await open(path, { cookie, "cache-control": "no-cache" }),
    ];
    expect([isKept(kept), isKept(rendered)]).toEqual([true, false]);
    expect(inGeneral(kept)).toEqual(inGeneral(rendered));
  });

  test("lets no script run but its own, each by the nonce of this very answer", async () => {
    const answers = [await open(path), await open(path)];
    expect(new Set(answers.map(nonceOf)).size).toBe(2);
    for (const answer of answers) {
      const policy = String(answer.headers["content-security-policy"]);
      expect(policy).toMatch(/script-src 'nonce-[A-Za-z0-9+/]{22}==' 'strict-dynamic';/);
      expect(policy).not.toContain("unsafe-");
      const scripts = answer.body.match(/<script[^>]*>/g) ?? [];
      expect(scripts.length).toBeGreaterThan(0);
      for (const script of scripts) expect(script).toContain(` nonce="${nonceOf(answer)}"`);
    }
  });

  test("is stored by no cache on the way", async () => {
    expect((await open(path)).headers["cache-control"]).toContain("no-store");
  });
});

test("somebody who signs in on a kept page is led to the account, and past the kept pages from then on", async () => {
  const { address } = await anAccount();
  const browser = new PlainBrowser(app.url);
  expect(isKept(await browser.open("/sign-in"))).toBe(true);
  expect((await browser.press("Sign in", { email: address, password: PASSWORD })).path).toBe(
    "/account",
  );
  for (const path of ["/register", "/sign-in"])
    expect((await browser.open(path)).path).toBe("/account");
  expect(isKept(await browser.open("/"))).toBe(false);
});

test("a cookie that cannot be a session is taken back, on a page that is kept for others too", async () => {
  const { headers } = await open("/", { cookie: "latchkey.session=garbage" });
  expect(String(headers["set-cookie"])).toMatch(/^latchkey\.session=;/);
});

test("Next.js in the browser gets its own form of the page", async () => {
  const browser = new PlainBrowser(app.url);
  browser.headers = { rsc: "1" };
  const { headers } = await browser.open("/register");
  expect(headers["content-type"]).toMatch(/^text\/x-component/);
});

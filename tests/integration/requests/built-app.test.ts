import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startApp, type RunningApp } from "../../support/app";
import { takeDatabaseAway } from "../../support/database-outage";
import { PlainBrowser } from "../../support/plain-browser";
import { scriptBytesOf } from "../../support/weigh-page";
import { poll } from "@latchkey/testing/poll";
import { anAccount, anAddress, PASSWORD } from "../../support/registrations";

const databaseUrl = process.env.DATABASE_URL!;
const METRICS_TOKEN = "a-token-for-tests-0123456789-abcdefghij";

let database: pg.Client;
let app: RunningApp;

beforeAll(async () => {
  database = new pg.Client({ connectionString: databaseUrl });
  database.on("error", () => undefined);
  await database.connect();
  app = await startApp({ env: { DATABASE_URL: databaseUrl, METRICS_TOKEN } });
});

afterAll(async () => {
  await app.stop();
  await database.end();
});

test.each(["/register", "/sign-in", "/forgot-password"])(
  "%s works after at most 140 kB of scripts: the rest of them comes later",
  async (path) => {
    expect(await scriptBytesOf(app.url, path)).toBeLessThanOrEqual(140_000);
  },
);

const aVisitor = () => new PlainBrowser(app.url);

/** Somebody with an account, signed in in a browser of theirs. */
async function someoneSignedIn() {
  const account = await anAccount();
  const browser = aVisitor();
  await browser.open("/sign-in");
  const page = await browser.press("Sign in", { email: account.address, password: PASSWORD });
  expect(page.path).toBe("/account");
  return { ...account, browser };
}

/** Where a visit to the account page ends. */
const account = async (browser: PlainBrowser) => (await browser.open("/account")).path;

describe("a session", () => {
  test("shows the account, until its row is ended: then the next request finds nobody", async () => {
    const { browser, userId } = await someoneSignedIn();
    expect(await account(browser)).toBe("/account");
    await database.query("UPDATE session SET ended_at = now() WHERE user_id = $1", [userId]);
    expect(await account(browser)).toBe("/sign-in");
  });

  test("that has expired finds nobody", async () => {
    const { browser, userId } = await someoneSignedIn();
    await database.query("UPDATE session SET expires_at = now() WHERE user_id = $1", [userId]);
    expect(await account(browser)).toBe("/sign-in");
  });

  test("ends in one browser when that one signs out, and not in the other", async () => {
    const { browser, address } = await someoneSignedIn();
    const other = aVisitor();
    await other.open("/sign-in");
    await other.press("Sign in", { email: address, password: PASSWORD });
    await account(browser);
    await browser.press("Sign out");
    expect([await account(browser), await account(other)]).toEqual(["/sign-in", "/account"]);
  });

  test("cannot be had from Auth.js's own endpoint by naming a session", async () => {
    const { userId } = await anAccount();
    const { rows } = await database.query<{ id: string }>(
      `INSERT INTO session (id, user_id, user_agent, ip, expires_at)
       VALUES (gen_random_uuid(), $1, '', '', now() + interval '1 day') RETURNING id`,
      [userId],
    );
    const browser = aVisitor();
    const csrf = await browser.send("GET", "/api/auth/csrf");
    const { csrfToken } = JSON.parse(csrf.body) as { csrfToken: string };
    const session = { id: userId, userId, sessionId: rows[0]?.id ?? "" };
    const answer = await browser.send("POST", "/api/auth/callback/session", {
      body: new URLSearchParams({ csrfToken, ...session }).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded", origin: app.url },
    });
    expect(String(answer.headers["set-cookie"])).not.toContain("latchkey.session=");
    expect(await account(browser)).toBe("/sign-in");
  });
});

describe("a form", () => {
  /** How many users there are after somebody's form came from a website. */
  async function usersAfterFormFrom(origin: string): Promise<number> {
    const email = anAddress();
    const browser = aVisitor();
    await browser.open("/register");
    const form = { ...browser.hiddenFields("Create account"), email, password: PASSWORD };
    await browser.post("/register", form, origin);
    const { rowCount } = await database.query('SELECT FROM "user" WHERE address = $1', [email]);
    return rowCount ?? 0;
  }

  test("that another website sends does nothing", async () => {
    expect(await usersAfterFormFrom("https://evil.example")).toBe(0);
    expect(await usersAfterFormFrom(app.url)).toBe(1);
  });
});

describe("the state of health", () => {
  /** As a machine asks that has METRICS_TOKEN. What is told is a second old at most. */
  const ask = async (token = METRICS_TOKEN) => {
    const headers = { authorization: `Bearer ${token}` };
    const { status, body } = await aVisitor().send("GET", "/api/health", { headers });
    return { code: status, ...(JSON.parse(body) as { status: string; problems?: string[] }) };
  };
  const becomes = (status: string) =>
    poll(`the app to be ${status}`, async () => {
      const health = await ask();
      return health.status === status && health;
    });

  test("is told with 200 when all is well", async () => {
    const { status, headers } = await aVisitor().send("GET", "/api/health");
    expect([status, headers["cache-control"]]).toEqual([200, "no-store"]);
    expect(await ask()).toMatchObject({ code: 200, status: "ok", database: "up", problems: [] });
  });

  test("is told with 503 and the reason when the database is away, and heals by itself", async () => {
    const outage = await takeDatabaseAway(databaseUrl);
    try {
      expect(await becomes("failing")).toMatchObject({
        code: 503,
        database: "down",
        problems: ["the database does not answer"],
      });
    } finally {
      await outage.giveBack();
    }
    await becomes("ok");
    database = new pg.Client({ connectionString: databaseUrl });
    await database.connect();
  });

  test("names the events that wait too long, and tells strangers the status alone", async () => {
    await database.query(
      `INSERT INTO outbox_event (id, name, data, created_at, claimed_until)
       VALUES (gen_random_uuid(), 'account/registered', '{}', now() - interval '10 minutes', now() + interval '1 hour')`,
    );
    expect(await becomes("failing")).toMatchObject({
      code: 503,
      problems: [expect.stringContaining("Inngest does not take them")],
    });
    expect(await ask("another-token")).toEqual({ code: 503, status: "failing" });
    const { status, body } = await aVisitor().send("GET", "/api/health");
    expect([status, JSON.parse(body)]).toEqual([503, { status: "failing" }]);
    await database.query("DELETE FROM outbox_event WHERE claimed_until IS NOT NULL");
    await becomes("ok");
  });
});

describe("a program that asks", () => {
  test("leads password managers to where a password is changed", async () => {
    const { headers } = await aVisitor().send("GET", "/.well-known/change-password");
    expect(headers.location).toBe("/account/password");
  });

  test.each([
    ["/favicon.ico", "image/x-icon"],
    ["/apple-icon.png", "image/png"],
    ["/opengraph-image.png", "image/png"],
    ["/robots.txt", "text/plain"],
    ["/manifest.webmanifest", "application/manifest+json"],
  ])("for %s is answered with a file that robots may read", async (path, type) => {
    const { status, headers } = await aVisitor().send("GET", path);
    expect([status, headers["content-type"]]).toEqual([200, type]);
    expect(headers["x-robots-tag"]).toBeUndefined();
  });

  test("for a page that is nobody else's business is kept out of search engines", async () => {
    const tag = async (path: string) =>
      (await aVisitor().send("GET", path)).headers["x-robots-tag"];
    for (const path of ["/confirm/x", "/not-me", "/account", "/check-your-email", "/operator"])
      expect([path, await tag(path)]).toEqual([path, "noindex"]);
    for (const path of ["/", "/register", "/sign-in"]) expect(await tag(path)).toBeUndefined();
  });
});

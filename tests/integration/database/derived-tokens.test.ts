import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startApp, type RunningApp } from "../../support/app";
import { findFreePort } from "@latchkey/local-stack/ports/find-free-port";
import { codeIn, linkIn, waitForMail } from "../../support/inbox";
import { PlainBrowser } from "../../support/plain-browser";
import { poll } from "@latchkey/testing/poll";
import { startRunnerProcess } from "../../support/runner";

const PASSWORD = "nine moons over Jura";
const databaseUrl = process.env.DATABASE_URL!;

let database: pg.Client;
let runner: Awaited<ReturnType<typeof startRunnerProcess>>;
let app: RunningApp;

beforeAll(async () => {
  database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  const port = await findFreePort();
  runner = await startRunnerProcess({ databaseUrl, appPort: port });
  app = await startApp({
    port,
    env: { DATABASE_URL: databaseUrl, INNGEST_DEV: runner.url, LOG_LEVEL: "trace" },
  });
});

afterAll(async () => {
  await app.stop();
  await runner.stop();
  await database.end();
});

/** Every row of every table of every schema, the runner's too, as text. */
async function everythingStored(): Promise<{ table: string; rows: string }[]> {
  const { rows: tables } = await database.query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'`,
  );
  const stored = [];
  for (const { name } of tables) {
    const { rows } = await database.query<{ row: string }>(
      `SELECT to_jsonb(t)::text AS row FROM ${name} t`,
    );
    stored.push({ table: name, rows: rows.map((each) => each.row).join("\n") });
  }
  return stored;
}

/** The word by itself: six digits may well be a part of some id. */
const byItself = (word: string) => new RegExp(`(?<![\\w.])${word}(?![\\w])`);

test("an email's link and code are stored nowhere: not in a table, the runner's state or the log", async () => {
  const address = `ada-${crypto.randomUUID()}@example.com`;
  const browser = new PlainBrowser(app.url);
  await browser.open("/register");
  await browser.press("Create account", { email: address, password: PASSWORD });
  const mail = await waitForMail(address);
  const [confirmToken, notMeToken] = ["/confirm/", "/not-me/"].map((path) =>
    new URL(linkIn(mail, path)).pathname.split("/").at(-1)!,
  );
  const code = codeIn(mail);

  // All the ways that a token can take through the product, so that a log would show it.
  await new PlainBrowser(app.url).open(`/not-me/${notMeToken}`);
  const elsewhere = new PlainBrowser(app.url);
  await elsewhere.open(`/confirm/${confirmToken}`);
  await elsewhere.press("Confirm email", { password: "not the password" });
  await browser.open("/check-your-email");
  await browser.press("Confirm", { code: code === "000000" ? "000001" : "000000" });
  await poll("the run to be over", async () => (await runner.runs("completed")).length > 0);

  const stored = await everythingStored();
  expect(stored.map((each) => each.table)).toEqual(
    expect.arrayContaining(["public.registration", "public.delivery", "public.outbox_event"]),
  );
  expect(
    stored.some(({ table, rows }) => table.startsWith("inngest_runner.") && rows.length > 0),
  ).toBe(true);
  const places = [...stored, { table: "the log", rows: app.output() }];
  const secrets = [
    ...[confirmToken!, notMeToken!].flatMap((token) => [token, token.split(".")[2]!]),
    byItself(code),
    byItself(`${code.slice(0, 3)} ${code.slice(3)}`),
    PASSWORD,
  ];
  for (const secret of secrets) {
    const found = places.filter(({ rows }) =>
      typeof secret === "string" ? rows.includes(secret) : secret.test(rows),
    );
    expect(found.map((place) => place.table)).toEqual([]);
  }

  // The search would have found them: the address, which is stored, is.
  expect(stored.filter(({ rows }) => rows.includes(address)).length).toBeGreaterThan(2);
  expect(app.output()).toContain("a mail was sent");
  expect(app.output()).not.toContain(address);
  await browser.press("Confirm", { code });
  expect((await browser.open("/account")).path).toBe("/account");
});

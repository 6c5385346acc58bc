// What must exist once in a process, seen from outside on the production build: Next.js gives
// pages and route handlers a copy of every module each.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startApp, type RunningApp } from "../../support/app";
import { PlainBrowser } from "../../support/plain-browser";

const folder = mkdtempSync(path.join(os.tmpdir(), "latchkey-hashes-"));
const file = path.join(folder, "hashes.log");
const lines = () => readFileSync(file, "utf8").trimEnd().split("\n");

let app: RunningApp;
let database: pg.Client;

beforeAll(async () => {
  const preload = path.join(import.meta.dirname, "../../support/log-hashes.mjs");
  const databaseUrl = process.env.DATABASE_URL!;
  database = new pg.Client({ connectionString: databaseUrl, application_name: "the test" });
  await database.connect();
  app = await startApp({
    env: {
      DATABASE_URL: databaseUrl,
      HASH_LOG: file,
      NODE_OPTIONS: `--import ${pathToFileURL(preload).href}`,
      PASSWORD_HASH_CONCURRENCY: "1",
    },
  });
});

afterAll(async () => {
  await app.stop();
  await database.end();
  rmSync(folder, { recursive: true });
});

/** Somebody of whom nothing is known tries to sign in. */
async function strangerSignsIn(): Promise<void> {
  const browser = new PlainBrowser(app.url);
  await browser.open("/sign-in");
  const email = `nobody-${crypto.randomUUID()}@example.com`;
  const answer = await browser.press("Sign in", { email, password: "nine moons over Jura" });
  expect(answer.body).toContain("Wrong email or password");
}

describe("a process that has started", () => {
  test("has made the hash that stands in for an account, once", () => {
    expect(lines().filter((line) => line === "begin hash")).toHaveLength(1);
  });

  test("refuses the first stranger after two hashes, as every later one", async () => {
    for (let time = 1; time <= 2; time += 1) {
      const before = lines().length;
      await strangerSignsIn();
      const compared = lines()
        .slice(before)
        .filter((line) => line.startsWith("begin"));
      expect(compared).toEqual(["begin verify", "begin verify"]);
    }
  });

  test("hashes one password at a time, however many come at once", async () => {
    const before = lines().length;
    await Promise.all(Array.from({ length: 4 }, strangerSignsIn));
    const since = lines().slice(before);
    expect(since).toEqual(Array.from({ length: 8 }, () => ["begin verify", "end verify"]).flat());
  });

  test("holds the lists of words once, for registering and for all else", async () => {
    const browser = new PlainBrowser(app.url);
    await browser.open("/register");
    const email = `ada-${crypto.randomUUID()}@example.com`;
    await browser.press("Create account", { email, password: "password1234" });
    // A route handler that leads to the same code.
    await new PlainBrowser(app.url).open("/confirm/damaged");
    expect(lines().filter((line) => line === "load words")).toHaveLength(1);
  });

  test("has one pool of ten connections and one that listens, for pages and route handlers", async () => {
    const ask = (target: string) => new PlainBrowser(app.url).send("GET", target);
    const paths = ["/api/health", "/register", "/confirm/damaged", "/check-your-email"];
    await Promise.all(Array.from({ length: 10 }, () => paths.map(ask)).flat());
    await Promise.all(Array.from({ length: 10 }, strangerSignsIn));
    const { rows } = await database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity
       WHERE datname = current_database() AND application_name <> 'the test' AND backend_type = 'client backend'`,
    );
    expect(rows[0]?.count).toBeGreaterThan(1);
    expect(rows[0]?.count).toBeLessThanOrEqual(11);
  });
});

// "npm start" as a process manager runs it: what it knows is the process of npm.
import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findFreePort } from "@latchkey/local-stack/ports/find-free-port";
import { untilAnswers } from "@latchkey/local-stack/until-answers";
import { poll } from "@latchkey/testing/poll";
import { halfAForm, isTaken } from "../../support/half-a-form";
import { PlainBrowser } from "../../support/plain-browser";
import { testEnvironment } from "../../support/test-environment";

const LONGEST_MS = 10_000;

let npm: ChildProcess;
let port: number;
let said = "";
const database = new pg.Client({ connectionString: process.env.DATABASE_URL });

beforeAll(async () => {
  if (process.env.LATCHKEY_TEST_BUILD === undefined)
    throw new Error('This test needs the production build. Run it by "npm test -- integration".');
  await database.connect();
  port = await findFreePort();
  const variables = testEnvironment({ databaseUrl: process.env.DATABASE_URL!, port });
  npm = spawn("npm", ["start"], {
    cwd: path.join(import.meta.dirname, "../../.."),
    env: { ...process.env, ...variables, PORT: String(port), NODE_ENV: "production" },
    // Whatever is left behind is ended with its group.
    detached: true,
  });
  for (const stream of [npm.stdout, npm.stderr])
    stream?.on("data", (text) => (said += String(text)));
  await untilAnswers(`http://127.0.0.1:${port}/icon.svg`, {
    deadlineMs: 30_000,
    isHopeless: () => npm.exitCode !== null,
  });
});

afterAll(async () => {
  await database.end();
  try {
    process.kill(-npm.pid!, "SIGKILL");
  } catch {
    // Nobody of its group is left.
  }
});

/** A waiting page is open: it holds a stream of events, whose end comes as an answer. */
async function aWaitingPage(): Promise<{ stream: Promise<unknown> }> {
  const browser = new PlainBrowser(`http://localhost:${port}`);
  await browser.open("/register");
  const email = `ada-${crypto.randomUUID()}@example.com`;
  await browser.press("Create account", { email, password: "nine moons over Jura" });
  const headers = { accept: "text/event-stream" };
  const stream = browser.send("GET", "/check-your-email/state", { headers });
  await poll("the stream to be there", async () => {
    const { rowCount } = await database.query(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND query ILIKE 'LISTEN%'",
    );
    return rowCount === 1;
  });
  return { stream };
}

/** Whether anything is left of what npm started. */
function isGone(): boolean {
  try {
    process.kill(-npm.pid!, 0);
    return false;
  } catch {
    return true;
  }
}

test("SIGTERM to npm ends the server within ten seconds, and cuts no answer off", async () => {
  const { stream } = await aWaitingPage();
  const form = await halfAForm(port);
  const stoppedAt = Date.now();
  npm.kill("SIGTERM");
  await poll("the port to be free", async () => !(await isTaken(port)));
  expect(await form.sendRest()).toMatch(/^HTTP\/1\.1 \d{3} /);
  expect(await stream).toMatchObject({ status: 200 });
  await poll("all processes to end", isGone, { deadlineMs: LONGEST_MS });
  expect(Date.now() - stoppedAt).toBeLessThan(LONGEST_MS);
});

test("nothing is said that whoever starts it cannot mend", () => {
  expect(said).not.toMatch(/warning/i);
});

// The server in two processes on one port, as WEB_CONCURRENCY=2 runs it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findFreePort } from "@latchkey/local-stack/ports/find-free-port";
import { poll } from "@latchkey/testing/poll";
import { startApp, type RunningApp } from "../../support/app";
import { halfAForm, isTaken } from "../../support/half-a-form";
import { PlainBrowser } from "../../support/plain-browser";
import { anAddress, PASSWORD } from "../../support/registrations";
import { testEnvironment } from "../../support/test-environment";

const root = path.join(import.meta.dirname, "../../..");
const databaseUrl = process.env.DATABASE_URL!;
const METRICS_TOKEN = "a-token-for-tests-0123456789-abcdefghij";
const REGISTERED = 'latchkey_registrations_total{outcome="registered"}';

let app: RunningApp;

beforeAll(async () => {
  const env = { DATABASE_URL: databaseUrl, METRICS_TOKEN, LOG_LEVEL: "info", WEB_CONCURRENCY: "2" };
  app = await startApp({ env });
  await serving(2);
}, 120_000);

afterAll(() => app.stop());

/** The processes that said that they are ready, in the order in which they did. */
const readyPids = () =>
  app
    .output()
    .split("\n")
    .filter((line) => line.includes("a server process is ready"))
    .map((line) => (JSON.parse(line) as { pid: number }).pid);

/** The value of a series, whichever process is asked: each request is a connection of its own. */
async function read(series: string): Promise<number> {
  const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
  const { body } = await new PlainBrowser(app.url).send("GET", "/api/metrics", { headers });
  const lines = body.split("\n").filter((each) => each.startsWith(`${series} `));
  expect(lines.length).toBeLessThanOrEqual(1);
  return Number(lines[0]?.split(" ").at(-1) ?? Number.NaN);
}

/** A process that starts loads all of the app, while a test run keeps the machine busy. */
const serving = (count: number) =>
  poll(`${count} processes to serve`, async () => (await read("latchkey_processes")) === count, {
    deadlineMs: 60_000,
  });

async function register(times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    const browser = new PlainBrowser(app.url);
    await browser.open("/register");
    await browser.press("Create account", { email: anAddress(), password: PASSWORD });
  }
}

async function killAndWait(pid: number): Promise<void> {
  process.kill(pid, "SIGKILL");
  await poll("its end to be noticed", () => {
    const ends = app.output().split("\n");
    return ends.some((line) => line.includes(`"pid":${pid},"code":null,"signal":"SIGKILL"`));
  });
}

test("what both processes count is added up, whichever of them is asked", async () => {
  await register(4);
  for (let time = 0; time < 4; time += 1) expect(await read(REGISTERED)).toBe(4);
});

test("a gauge of the database is not added up", async () => {
  for (let time = 0; time < 4; time += 1) expect(await read("latchkey_database_up")).toBe(1);
});

test("each process answers alone while the other is replaced, and no count is lost", async () => {
  const counted = await read(REGISTERED);
  const [first, second] = readyPids();
  for (const pid of [first!, second!]) {
    await killAndWait(pid);
    expect((await new PlainBrowser(app.url).open("/register")).status).toBe(200);
    expect(await read(REGISTERED)).toBe(counted);
    await serving(2);
  }
  expect(new Set(readyPids()).size).toBe(4);
  await register(2);
  expect(await read(REGISTERED)).toBe(counted + 2);
}, 120_000);

test("SIGTERM ends both processes, and cuts no answer off in either", async () => {
  const forms = await Promise.all([halfAForm(app.port), halfAForm(app.port)]);
  process.kill(app.pid, "SIGTERM");
  await poll("the port to be free", async () => !(await isTaken(app.port)));
  for (const form of forms) expect(await form.sendRest()).toMatch(/^HTTP\/1\.1 \d{3} /);
  const pids = [app.pid, ...readyPids()];
  await poll("all processes to end", () => pids.every((pid) => !isRunning(pid)));
});

test("a wrong environment ends everything at once, and is said once", async () => {
  const port = await findFreePort();
  const env = { ...testEnvironment({ databaseUrl, port }), AUTH_SECRET: "", WEB_CONCURRENCY: "2" };
  const args = [path.join(root, "bin/start.mjs"), "--port", String(port)];
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env } });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text) => (said += String(text)));
  expect(await once(child, "close")).toEqual([1, null]);
  expect(said.match(/AUTH_SECRET is missing/g)).toHaveLength(1);
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

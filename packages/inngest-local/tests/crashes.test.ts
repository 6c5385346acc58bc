import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { startRunner } from "../src/start-runner";
import { copyDatabase } from "@latchkey/testing/databases";
import { findFreePort } from "@latchkey/local-stack/ports/find-free-port";
import { poll } from "@latchkey/testing/poll";
import { startChild } from "./child-process";
import { clientOf, closeApp, ended, outputOf, registered, serveApp, viewOf } from "./fixture";

const APP = new URL("./careful-app.ts", import.meta.url);
const RUNNER = new URL("../src/main.ts", import.meta.url);
/** Processes that load TypeScript start slowly on a busy machine. */
const TIMEOUT_MS = 90_000;
const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function database() {
  const made = await copyDatabase();
  cleanups.push(() => made.drop());
  return made.url;
}

test(
  "an app killed in the middle of a step does that step again and none before it",
  { timeout: TIMEOUT_MS },
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "careful-"));
    cleanups.push(() => rmSync(folder, { recursive: true }));
    const diary = path.join(folder, "diary");
    const lines = () => {
      try {
        return readFileSync(diary, "utf8").trim().split("\n");
      } catch {
        return [];
      }
    };
    const appPort = await findFreePort();
    const runner = await startRunner({
      databaseUrl: await database(),
      port: 0,
      appUrls: [`http://127.0.0.1:${appPort}`],
      syncIntervalMs: 100,
      retryBackoffMs: () => 100,
    });
    cleanups.push(runner.stop);
    const env = { RUNNER_URL: runner.url, APP_PORT: String(appPort), DIARY: diary };
    const app = startChild(APP, env);
    cleanups.push(() => app.kill("SIGKILL"));
    await registered(runner.url);
    await clientOf(runner.url).send({ name: "careful", id: "c-1", data: {} });
    await poll("the step to be in the middle", () => lines().includes("middle"));
    await app.kill("SIGKILL");
    const next = startChild(APP, env);
    cleanups.push(() => next.kill("SIGKILL"));
    const run = await ended(viewOf(runner.url), "c-1");
    expect(outputOf(run)).toEqual({ times: 2, attempt: 0 });
    expect(lines()).toEqual(["before", "middle", "middle", "after"]);
    expect(run.failedAttempts.map(({ attempt }) => attempt)).toEqual([1]);
  },
);

test(
  "a runner killed in the middle of a step goes on where it was, and counts the attempt",
  { timeout: TIMEOUT_MS },
  async () => {
    const [runnerPort, appPort] = [await findFreePort(), await findFreePort()];
    const url = `http://127.0.0.1:${runnerPort}`;
    const client = clientOf(url);
    const done: string[] = [];
    let letGo = (): void => undefined;
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    const functions = [
      client.createFunction(
        { id: "holds", triggers: { event: "holds" } },
        async ({ step, attempt }) => {
          await step.run("before", () => done.push("before"));
          const seen = await step.run("middle", async () => {
            done.push("middle");
            if (attempt === 0) await gate;
            return attempt;
          });
          await step.sleep("a rest", "1s");
          return seen;
        },
      ),
      client.createFunction(
        { id: "once", triggers: { event: "once" }, retries: 0, onFailure: () => done.push("told") },
        ({ step }) =>
          step.run("only", async () => {
            done.push("only");
            await gate;
          }),
      ),
    ];
    const app = await serveApp(client, functions, appPort);
    cleanups.push(() => closeApp(app));
    const env = {
      DATABASE_URL: await database(),
      INNGEST_PORT: String(runnerPort),
      APP_URL: `http://127.0.0.1:${appPort}`,
      INNGEST_RUNNER_LEASE_MS: "700",
      INNGEST_RUNNER_SYNC_INTERVAL_MS: "100",
    };
    const first = startChild(RUNNER, env);
    cleanups.push(() => first.kill("SIGKILL"));
    await registered(url);
    await client.send([
      { name: "holds", id: "h-1", data: {} },
      { name: "once", id: "o-1", data: {} },
    ]);
    await poll("both steps to be held", () => done.includes("middle") && done.includes("only"));
    await first.kill("SIGKILL");
    const second = startChild(RUNNER, env);
    cleanups.push(() => second.kill("SIGKILL"));
    await registered(url);
    const holds = await ended(viewOf(url), "h-1");
    expect(outputOf(holds)).toBe(1);
    expect(holds.failedAttempts.map(({ error }) => error)).toEqual([
      expect.stringContaining("LeaseExpiredError"),
    ]);
    const once = await ended(viewOf(url), "o-1");
    expect(once.status).toBe("failed");
    await poll("the failure to be told", () => done.includes("told"));
    letGo();
    expect(done.filter((what) => what === "before")).toHaveLength(1);
    expect(done.filter((what) => what === "only")).toHaveLength(1);
    expect(await second.kill("SIGTERM")).toBe(0);
    expect(second.output()).toContain("(for development) ready on");
  },
);

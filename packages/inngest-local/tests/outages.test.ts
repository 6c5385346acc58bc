import type { InngestFunction } from "inngest";
import pg from "pg";
import { afterEach, expect, test } from "vitest";
import { startRunner, type RunnerOptions } from "../src/start-runner";
import { copyDatabase } from "@latchkey/testing/databases";
import { findFreePort } from "@latchkey/local-stack/ports/find-free-port";
import { poll } from "@latchkey/testing/poll";
import { clientOf, closeApp, ended, outputOf, registered, serveApp, viewOf } from "./fixture";
import { startOutageProxy } from "./outage-proxy";

const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

type Client = ReturnType<typeof clientOf>;

/** An app whose client speaks to a runner that is started when it is asked for. */
async function scene(functionsOf: (client: Client) => InngestFunction.Any[]) {
  const database = await copyDatabase();
  cleanups.push(() => database.drop());
  const [runnerPort, appPort] = [await findFreePort(), await findFreePort()];
  const client = clientOf(`http://127.0.0.1:${runnerPort}`);
  const app = await serveApp(client, functionsOf(client), appPort);
  cleanups.push(() => closeApp(app));
  const start = async (options: Partial<RunnerOptions> = {}) => {
    const runner = await startRunner({
      databaseUrl: database.url,
      port: runnerPort,
      appUrls: [`http://127.0.0.1:${appPort}`],
      syncIntervalMs: 100,
      retryBackoffMs: () => 50,
      ...options,
    });
    cleanups.push(runner.stop);
    await registered(runner.url);
    return runner;
  };
  return { client, database, app, appPort, start };
}

function gate() {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { passed, open: () => open() };
}

test("PostgreSQL goes away in the middle of a step, and nothing is lost or done twice", async () => {
  const { passed, open } = gate();
  const done: string[] = [];
  const { client, database, start } = await scene((inngest) => [
    inngest.createFunction({ id: "two", triggers: { event: "two" } }, async ({ step, event }) => {
      await step.run("first", async () => {
        done.push(`first ${event.id}`);
        await passed;
      });
      return step.run("second", () => done.push(`second ${event.id}`));
    }),
  ]);
  const proxy = await startOutageProxy(database.url, await findFreePort());
  cleanups.push(proxy.down);
  // The lease runs out during the outage; the runner still works on the step, and knows it.
  const runner = await start({ databaseUrl: proxy.url, leaseMs: 300 });
  await client.send({ name: "two", id: "t-1", data: {} });
  await poll("the step to begin", () => done.includes("first t-1"));
  await proxy.down();
  const refused = await fetch(`${runner.url}/e/key`, {
    method: "POST",
    body: JSON.stringify([{ name: "two", id: "t-2", data: {} }]),
  });
  expect(refused.status).toBe(503);
  open();
  await proxy.up();
  await client.send({ name: "two", id: "t-3", data: {} });
  for (const id of ["t-1", "t-3"]) outputOf(await ended(viewOf(runner.url), id));
  expect(done.sort()).toEqual(["first t-1", "first t-3", "second t-1", "second t-3"]);
  expect(await viewOf(runner.url).runs({ event_id: "t-2" })).toEqual([]);
});

test("a runner that starts before PostgreSQL says so, and is ready when it comes", async () => {
  const database = await copyDatabase();
  cleanups.push(() => database.drop());
  const proxy = await startOutageProxy(database.url, await findFreePort());
  cleanups.push(proxy.down);
  await proxy.down();
  const port = await findFreePort();
  const starting = startRunner({ databaseUrl: proxy.url, port, appUrls: [] });
  const health = () => fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined);
  expect((await poll("the runner to listen", health)).status).toBe(503);
  await proxy.up();
  const runner = await starting;
  cleanups.push(runner.stop);
  expect((await health())?.status).toBe(200);
});

test("an answer that comes after its lease was taken over is dropped", async () => {
  const gates = [gate(), gate()];
  const names = ["first", "second"];
  let calls = 0;
  const { client, database, start } = await scene((inngest) => [
    inngest.createFunction({ id: "slow", triggers: { event: "slow" } }, ({ step }) =>
      step.run("answer", async () => {
        const call = calls;
        calls += 1;
        await gates[call]?.passed;
        return names[call];
      }),
    ),
  ]);
  const late = await start({ leaseMs: 60_000 });
  await client.send({ name: "slow", id: "s-1", data: {} });
  await poll("the first call", () => calls === 1);
  const other = await startRunner({ databaseUrl: database.url, port: 0, appUrls: [] });
  cleanups.push(other.stop);
  const sql = new pg.Client(database.url);
  await sql.connect();
  await sql.query("UPDATE inngest_runner.job SET due_at = now() - interval '1 second'");
  await sql.end();
  await poll("the second call", () => calls === 2);
  gates[0]?.open();
  // It ends when the late answer has been dealt with.
  await late.stop();
  gates[1]?.open();
  const run = await ended(viewOf(other.url), "s-1");
  expect(outputOf(run)).toBe("second");
  expect(run.steps.map(({ result }) => result)).toEqual(['{"data":"second"}']);
  expect(calls).toBe(2);
});

test("a step may take longer than its lease and than idle connections are kept", async () => {
  let calls = 0;
  const { client, database, start } = await scene((inngest) => [
    inngest.createFunction({ id: "long", triggers: { event: "long" } }, ({ step }) =>
      step.run("work", async () => {
        calls += 1;
        await new Promise((resolve) => setTimeout(resolve, 3_000));
      }),
    ),
  ]);
  const runner = await start({ leaseMs: 600 });
  const other = await startRunner({ databaseUrl: database.url, port: 0, appUrls: [] });
  cleanups.push(other.stop);
  await client.send({ name: "long", id: "l-1", data: {} });
  outputOf(await ended(viewOf(runner.url), "l-1"));
  expect(calls).toBe(1);
});

test("a runner that is stopped keeps the result of the step under way, and the next one goes on", async () => {
  const { passed, open } = gate();
  const done: string[] = [];
  const { client, start } = await scene((inngest) => [
    inngest.createFunction({ id: "two", triggers: { event: "two" } }, async ({ step }) => {
      await step.run("first", async () => {
        done.push("first");
        await passed;
      });
      await step.sleep("a moment", "1s");
      await step.run("second", () => done.push("second"));
    }),
  ]);
  const runner = await start();
  await client.send({ name: "two", id: "t-1", data: {} });
  await poll("the first step", () => done.includes("first"));
  const stopped = runner.stop();
  open();
  await stopped;
  expect(done).toEqual(["first"]);
  const next = await start();
  const run = await ended(viewOf(next.url), "t-1");
  expect(done).toEqual(["first", "second"]);
  expect(run.failedAttempts).toEqual([]);
});

test("an app that is not there uses up no attempts: its runs wait for it", async () => {
  const { client, app, appPort, start } = await scene((inngest) => [
    inngest.createFunction(
      { id: "patient", triggers: { event: "patient" }, retries: 0 },
      () => "ok",
    ),
  ]);
  const runner = await start();
  await closeApp(app);
  await client.send({ name: "patient", id: "p-1", data: {} });
  await poll("the run to have been tried", async () => {
    const [run] = await viewOf(runner.url).runs({ event_id: "p-1" });
    return run?.status === "running";
  });
  const patient = client.createFunction(
    { id: "patient", triggers: { event: "patient" }, retries: 0 },
    () => "ok",
  );
  const back = await serveApp(client, [patient], appPort);
  cleanups.push(() => closeApp(back));
  const run = await ended(viewOf(runner.url), "p-1");
  expect(outputOf(run)).toBe("ok");
  expect(run.failedAttempts).toEqual([]);
});

test("a step that takes its process down with it is not repeated for ever", async () => {
  let calls = 0;
  const stage = await scene((inngest) => [
    inngest.createFunction(
      // A process that is gone stores no checkpoint; this one only looks gone.
      { id: "crash", triggers: { event: "crash" }, retries: 2, checkpointing: false },
      ({ step }) =>
        step.run("fall", () => {
          calls += 1;
          stage.app.closeAllConnections();
        }),
    ),
  ]);
  const runner = await stage.start();
  await stage.client.send({ name: "crash", id: "c-1", data: {} });
  const run = await ended(viewOf(runner.url), "c-1");
  expect(run.status).toBe("failed");
  expect(run.failedAttempts.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
  expect(calls).toBe(3);
});

import type { InngestFunction } from "inngest";
import { afterEach, expect, test } from "vitest";
import { startRunner } from "../src/start-runner";
import { copyDatabase } from "@latchkey/testing/databases";
import { findFreePort } from "@latchkey/local-stack/ports/find-free-port";
import { poll } from "@latchkey/testing/poll";
import { clientOf, closeApp, ended, outputOf, registered, serveApp, viewOf } from "./fixture";

const cleanups: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A runner whose app is not there yet. */
async function runnerAlone() {
  const database = await copyDatabase();
  cleanups.push(() => database.drop());
  const appPort = await findFreePort();
  const lines: string[] = [];
  const start = async () => {
    const runner = await startRunner({
      databaseUrl: database.url,
      port: 0,
      appUrls: [`http://127.0.0.1:${appPort}`],
      syncIntervalMs: 100,
      retryBackoffMs: () => 20,
      log: (line) => lines.push(line),
    });
    cleanups.push(runner.stop);
    return runner;
  };
  return { runner: await start(), start, appPort, lines };
}

async function serveOn(
  appPort: number,
  client: ReturnType<typeof clientOf>,
  functions: InngestFunction.Any[],
) {
  const app = await serveApp(client, functions, appPort);
  let isOpen = true;
  const close = async () => {
    if (isOpen) await closeApp(app);
    isOpen = false;
  };
  cleanups.push(close);
  return close;
}

async function idsOf(url: string): Promise<string[]> {
  const functions = (await (await fetch(`${url}/api/functions`)).json()) as { id: string }[];
  return functions.map(({ id }) => id).sort();
}

test("an event that arrives before any app has registered is not lost", async () => {
  const { runner, appPort } = await runnerAlone();
  const client = clientOf(runner.url);
  await client.send({ name: "early", id: "e-1", data: {} });
  const early = client.createFunction(
    { id: "early", triggers: { event: "early" } },
    () => "in time",
  );
  await serveOn(appPort, client, [early]);
  expect(outputOf(await ended(viewOf(runner.url), "e-1"))).toBe("in time");
});

test("an app that comes later, changes its functions or goes away is followed quietly", async () => {
  const { runner, start, appPort, lines } = await runnerAlone();
  const client = clientOf(runner.url);
  const make = (id: string) => client.createFunction({ id, triggers: { event: id } }, () => id);
  const closeFirst = await serveOn(appPort, client, [make("one"), make("two")]);
  await registered(runner.url);
  expect(await idsOf(runner.url)).toEqual(["shop-one", "shop-two"]);
  await closeFirst();
  await serveOn(appPort, client, [make("two"), make("three")]);
  await poll("the change to be noticed", async () =>
    (await idsOf(runner.url)).includes("shop-three"),
  );
  expect(await idsOf(runner.url)).toEqual(["shop-three", "shop-two"]);
  expect(lines).toHaveLength(2);
  await runner.stop();
  const again = await start();
  expect(await idsOf(again.url)).toEqual(["shop-three", "shop-two"]);
});

test("runs of a function that is not registered any more wait until it is back", async () => {
  const { runner, appPort } = await runnerAlone();
  const client = clientOf(runner.url);
  const naps = client.createFunction(
    { id: "naps", triggers: { event: "naps" } },
    async ({ step }) => {
      await step.sleep("a nap", "1s");
      return "rested";
    },
  );
  const other = client.createFunction({ id: "other", triggers: { event: "other" } }, () => null);
  const closeFirst = await serveOn(appPort, client, [naps]);
  await registered(runner.url);
  await client.send({ name: "naps", id: "n-1", data: {} });
  await closeFirst();
  const closeSecond = await serveOn(appPort, client, [other]);
  await poll(
    "the function to be gone",
    async () => !(await idsOf(runner.url)).includes("shop-naps"),
  );
  await closeSecond();
  await serveOn(appPort, client, [naps]);
  expect(outputOf(await ended(viewOf(runner.url), "n-1"))).toBe("rested");
});

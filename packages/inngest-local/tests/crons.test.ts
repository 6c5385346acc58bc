import { afterAll, beforeAll, expect, test } from "vitest";
import { startRunner } from "../src/start-runner";
import { findFreePort } from "@latchkey/local-stack/ports/find-free-port";
import { poll } from "@latchkey/testing/poll";
import { outputOf, startFixture, viewOf, type Fixture } from "./fixture";

let shop: Fixture;
/** The tests' own time; it starts a little after a full hour and only goes on when told. */
let now = Date.parse("2026-11-22T10:00:20Z");

beforeAll(async () => {
  shop = await startFixture(
    (client) => [
      client.createFunction(
        { id: "sweep", triggers: { cron: "*/5 * * * *" } },
        ({ event }) => event.id,
      ),
      client.createFunction(
        { id: "report", triggers: { cron: "TZ=Europe/Berlin 0 12 * * *" } },
        ({ event }) => event.id,
      ),
    ],
    { clock: () => now },
  );
});

afterAll(() => shop.stop());

/** An event makes the runner look at its clock; otherwise it does so once a second. */
async function timeIs(moment: string): Promise<void> {
  now = Date.parse(moment);
  await shop.client.send({ name: "time/passed", data: {} });
}

function ticksOf(name: string): Promise<string[]> {
  return shop
    .runs({ function_id: `shop-${name}` })
    .then((runs) => runs.map((run) => run.eventId).reverse());
}

async function nextTicks(): Promise<Record<string, unknown>> {
  const response = await fetch(`${shop.url}/api/functions`);
  const functions = (await response.json()) as { id: string; crons: { nextAt: string }[] }[];
  return Object.fromEntries(functions.map(({ id, crons }) => [id, crons[0]?.nextAt]));
}

test("a schedule says when it runs next, in its own time zone", async () => {
  expect(await nextTicks()).toEqual({
    "shop-sweep": "2026-11-22T10:05:00.000Z",
    "shop-report": "2026-11-22T11:00:00.000Z",
  });
  expect(await ticksOf("sweep")).toEqual([]);
});

test("a scheduled function runs once a tick, and its event names the tick", async () => {
  await timeIs("2026-11-22T10:05:00Z");
  const run = await shop.ended("2026-11-22T10:05:00Z");
  expect(outputOf(run)).toBe("2026-11-22T10:05:00Z");
  expect(run.eventName).toBe("inngest/scheduled.timer");
  expect(JSON.parse(run.event)).toMatchObject({
    data: { cron: "*/5 * * * *", scheduledAt: "2026-11-22T10:05:00Z" },
  });
  await timeIs("2026-11-22T10:10:00.100Z");
  await shop.ended("2026-11-22T10:10:00Z");
  expect(await ticksOf("sweep")).toEqual(["2026-11-22T10:05:00Z", "2026-11-22T10:10:00Z"]);
});

test("ticks that were missed are made up for by one run, for the latest of them", async () => {
  await timeIs("2026-11-22T10:33:00Z");
  await shop.ended("2026-11-22T10:30:00Z");
  await timeIs("2026-11-22T10:35:00Z");
  await shop.ended("2026-11-22T10:35:00Z");
  expect((await ticksOf("sweep")).slice(2)).toEqual([
    "2026-11-22T10:30:00Z",
    "2026-11-22T10:35:00Z",
  ]);
});

test("a second runner on the same database does not run a tick again", async () => {
  const other = await startRunner({
    databaseUrl: shop.database.url,
    port: await findFreePort(),
    appUrls: [],
    clock: () => now,
  });
  await timeIs("2026-11-22T10:40:00Z");
  await shop.ended("2026-11-22T10:40:00Z");
  await timeIs("2026-11-22T10:45:00Z");
  await shop.ended("2026-11-22T10:45:00Z");
  expect((await ticksOf("sweep")).slice(4)).toEqual([
    "2026-11-22T10:40:00Z",
    "2026-11-22T10:45:00Z",
  ]);
  await other.stop();
});

test("a person may run a scheduled function now, and its schedule stays as it was", async () => {
  const before = await nextTicks();
  const response = await fetch(`${shop.url}/api/functions/shop-report/run`, { method: "POST" });
  const { run_id: id } = (await response.json()) as { run_id: string };
  const run = await poll("the run to complete", async () => {
    const details = await viewOf(shop.url).run(id);
    return details.status === "completed" && details;
  });
  expect(run.functionId).toBe("shop-report");
  expect(await nextTicks()).toEqual(before);
});

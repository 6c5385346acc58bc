import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { poll } from "@latchkey/testing/poll";
import { startFixture, type Fixture } from "./fixture";

let shop: Fixture;
const starts = new Map<string, number[]>();
const working = new Map<string, number>();
const busiest = new Map<string, number>();

function began(what: string): void {
  starts.set(what, [...(starts.get(what) ?? []), Date.now()]);
}

/** Works for a while and notes how many did so at the same time. */
async function work(group: string): Promise<void> {
  const before = working.get(group) ?? 0;
  working.set(group, before + 1);
  busiest.set(group, Math.max(busiest.get(group) ?? 0, before + 1));
  await wait(200);
  working.set(group, (working.get(group) ?? 0) - 1);
}

beforeAll(async () => {
  shop = await startFixture((client) => [
    client.createFunction(
      { id: "send", triggers: { event: "send" }, throttle: { limit: 2, period: "1s" } },
      () => began("send"),
    ),
    client.createFunction(
      {
        id: "send-for",
        triggers: { event: "send-for" },
        throttle: { limit: 1, period: "10m", key: "event.data.sender" },
      },
      ({ event }) => began(`send-for ${String(event.data.sender)}`),
    ),
    client.createFunction({ id: "bake", triggers: { event: "bake" }, concurrency: 2 }, ({ step }) =>
      step.run("bake", () => work("bake")),
    ),
    client.createFunction(
      {
        id: "deliver",
        triggers: { event: "deliver" },
        concurrency: [{ limit: 1, key: "event.data.street" }],
      },
      ({ event, step }) => step.run("deliver", () => work(String(event.data.street))),
    ),
    client.createFunction(
      {
        id: "serve",
        triggers: [{ event: "guest" }, { event: "regular" }, { event: "tourist" }],
        throttle: { limit: 1, period: "1s", burst: 0 },
        priority: {
          run: 'event.name == "regular" ? 300 : event.name == "tourist" ? -300 : event.data.p',
        },
      },
      ({ event }) => began(`serve ${String(event.data.who)}`),
    ),
    client.createFunction(
      {
        id: "cook",
        triggers: { event: "cook" },
        concurrency: 1,
        priority: { run: "event.data.p" },
      },
      ({ event, step }) =>
        step.run("cook", async () => {
          began(`cook ${String(event.data.dish)}`);
          await wait(100);
        }),
    ),
    client.createFunction(
      { id: "greet", triggers: { event: "greet" }, idempotency: "event.data.guest" },
      ({ event }) => began(`greet ${String(event.data.guest)}`),
    ),
    client.createFunction(
      {
        id: "remind",
        triggers: { event: "remind" },
        rateLimit: { limit: 1, period: "1h", key: "event.data.guest" },
      },
      ({ event }) => began(`remind ${String(event.data.guest)}`),
    ),
  ]);
});

afterAll(() => shop.stop());

async function completed(name: string, runs: number): Promise<void> {
  await poll(`${runs} runs of ${name} to complete`, async () => {
    const done = await shop.runs({ function_id: `shop-${name}`, status: "completed" });
    return done.length === runs;
  });
}

test("throttled runs start a burst at once, then one after the other at their rate", async () => {
  await shop.client.send(Array.from({ length: 5 }, () => ({ name: "send", data: {} })));
  await completed("send", 5);
  const runs = await shop.runs({ function_id: "shop-send" });
  const times = runs.map((run) => Date.parse(String(run.startedAt))).sort((a, b) => a - b);
  const afterFirst = times.map((time) => time - (times[0] ?? 0));
  // Two at once, then one each half second.
  expect(afterFirst[2]).toBeGreaterThanOrEqual(499);
  expect(afterFirst[3]).toBeGreaterThanOrEqual(999);
  expect(afterFirst[4]).toBeGreaterThanOrEqual(1_499);
});

test("a throttle with a key holds back the same key and lets others pass it", async () => {
  await shop.client.send(
    ["a", "a", "a", "b"].map((sender) => ({ name: "send-for", data: { sender } })),
  );
  await completed("send-for", 2);
  expect([...starts.keys()].filter((key) => key.startsWith("send-for"))).toHaveLength(2);
  expect(await shop.runs({ function_id: "shop-send-for", status: "queued" })).toHaveLength(2);
});

/** What began, of those whose name starts like this, in order. */
function order(prefix: string): string[] {
  const names = [...starts.keys()].filter((name) => name.startsWith(`${prefix} `));
  return names.map((name) => name.slice(prefix.length + 1));
}

test("of the runs that a throttle holds back, the one with the highest priority goes first", async () => {
  await shop.client.send({ name: "guest", data: { who: "first", p: 0 } });
  await completed("serve", 1);
  await shop.client.send([
    { name: "tourist", data: { who: "tourist" } },
    { name: "guest", data: { who: "early", p: 0 } },
    // Beyond ten minutes nobody is put ahead, nor behind: the one that came first is first.
    { name: "guest", data: { who: "boaster", p: 601 } },
    { name: "guest", data: { who: "braggart", p: 9_000 } },
    { name: "regular", data: { who: "regular" } },
  ]);
  await completed("serve", 4);
  await shop.client.send({ name: "guest", data: { who: "late", p: 60 } });
  await completed("serve", 7);
  expect(order("serve")).toEqual([
    "first",
    "boaster",
    "braggart",
    "regular",
    "late",
    "early",
    "tourist",
  ]);
});

test("a run with a low priority starts at once when nothing else waits", async () => {
  const sentAt = Date.now();
  await shop.client.send({ name: "cook", data: { dish: "nothing special", p: -600 } });
  await completed("cook", 1);
  expect((starts.get("cook nothing special")?.[0] ?? Infinity) - sentAt).toBeLessThan(10_000);
});

test("what waits for room under a concurrency limit goes by its priority too", async () => {
  const dishes = [
    { dish: "soup", p: 5 },
    { dish: "roast", p: 1 },
    { dish: "cake", p: 3 },
  ];
  await shop.client.send(dishes.map((data) => ({ name: "cook", data })));
  await completed("cook", 4);
  expect(order("cook").slice(1)).toEqual(["soup", "cake", "roast"]);
});

test("a function limited to two works on two at once, never on three, and does all", async () => {
  await shop.client.send(Array.from({ length: 6 }, () => ({ name: "bake", data: {} })));
  await completed("bake", 6);
  expect(busiest.get("bake")).toBe(2);
});

test("a limit with a key lets different keys work side by side", async () => {
  const streets = ["high", "high", "high", "mill"];
  await shop.client.send(streets.map((street) => ({ name: "deliver", data: { street } })));
  await completed("deliver", 4);
  expect(busiest.get("high")).toBe(1);
  expect(busiest.get("mill")).toBe(1);
});

test("an idempotent function runs once for each key, also when the events arrive together", async () => {
  const guests = ["ada", "ada", "bob", "ada"];
  await Promise.all(guests.map((guest) => shop.client.send({ name: "greet", data: { guest } })));
  await completed("greet", 2);
  expect(await shop.runs({ function_id: "shop-greet" })).toHaveLength(2);
  expect(starts.get("greet ada")).toHaveLength(1);
  expect(starts.get("greet bob")).toHaveLength(1);
});

test("a rate limit drops what comes too often", async () => {
  const guests = ["ada", "ada", "bob"];
  await shop.client.send(guests.map((guest) => ({ name: "remind", data: { guest } })));
  await completed("remind", 2);
  expect(await shop.runs({ function_id: "shop-remind" })).toHaveLength(2);
  expect(starts.get("remind ada")).toHaveLength(1);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { startFixture, type Fixture } from "./fixture";

let shop: Fixture;

beforeAll(async () => {
  shop = await startFixture((client) => [
    client.createFunction({ id: "signal", triggers: { event: "signal" } }, ({ step }) =>
      step.waitForSignal("bell", { signal: "bell", timeout: "1m" }),
    ),
    client.createFunction({ id: "fetch", triggers: { event: "fetch" } }, async ({ step }) => {
      await step.fetch("https://example.com/");
    }),
    client.createFunction({ id: "race", triggers: { event: "race" } }, ({ step, group }) =>
      group.parallel(() => Promise.race([step.run("a", () => "a"), step.run("b", () => "b")])),
    ),
    client.createFunction(
      { id: "old", triggers: { event: "old" }, optimizeParallelism: false },
      ({ step }) => Promise.all([step.run("a", () => "a"), step.run("b", () => "b")]),
    ),
    client.createFunction({ id: "cel", triggers: { event: "cel" } }, ({ step }) =>
      step.waitForEvent("more", {
        event: "more",
        if: "async.data.n > event.data.n",
        timeout: "1m",
      }),
    ),
  ]);
});

afterAll(() => shop.stop());

test.each([
  ["signal", "step.waitForSignal"],
  ["fetch", "step.fetch"],
  ["race", "group.parallel"],
  ["old", "optimizeParallelism: false"],
  ["cel", "async.data.n > event.data.n"],
])(
  "a run that uses what the runner leaves out (%s) fails at once, and says %s",
  async (name, feature) => {
    await shop.client.send({ name, id: `${name}-1`, data: { n: 1 } });
    const run = await shop.ended(`${name}-1`);
    expect(run.status).toBe("failed");
    expect(JSON.parse(run.error ?? "")).toMatchObject({
      name: "NotSupportedByLocalRunner",
      message: expect.stringContaining(feature),
    });
  },
);

test("addresses of Inngest that the runner does not have say so", async () => {
  const response = await fetch(`${shop.url}/v1/signals`, { method: "POST", body: "{}" });
  expect(response.status).toBe(501);
  expect(await response.text()).toContain("does not support /v1/signals");
});

const url = "http://127.0.0.1:1/api/inngest?fnId=inn-f&stepId=step";
const plain = {
  id: "inn-f",
  name: "f",
  triggers: [{ event: "f" }],
  steps: { step: { id: "step", name: "step", runtime: { type: "http", url } } },
};

test.each([
  ["batchEvents", { batchEvents: { maxSize: 3, timeout: "2s" } }],
  ["debounce", { debounce: { period: "2s" } }],
  ["event.name", { priority: { run: "event.name == 'f'" } }],
  ["singleton", { singleton: { mode: "skip" } }],
  ["timeouts", { timeouts: { start: "1m" } }],
  ["a setting it has never heard of", { novelty: true }],
  ["wildcard", { triggers: [{ event: "order/*" }] }],
  ["cron expression", { triggers: [{ cron: "every now and then" }] }],
  ["jitter", { triggers: [{ cron: "* * * * *", jitter: "5s" }] }],
  ["event.data.a + event.data.b", { idempotency: "event.data.a + event.data.b" }],
  ["event.data.n > 3", { triggers: [{ event: "f", expression: "event.data.n > 3" }] }],
  ["scope", { concurrency: [{ limit: 1, scope: "account", key: "'all'" }] }],
])(
  "a function with %s is refused by its name, and what was there before stays",
  async (what, setting) => {
    const register = (functions: object[]) =>
      fetch(`${shop.url}/fn/register`, {
        method: "POST",
        body: JSON.stringify({ appName: "inn", url: "http://127.0.0.1:1/api/inngest", functions }),
      });
    expect((await register([plain])).status).toBe(200);
    const response = await register([plain, { ...plain, id: "inn-g", ...setting }]);
    expect(response.status).toBe(400);
    const { error } = (await response.json()) as { error: string };
    expect(error).toContain("inn-g");
    expect(error).toContain(what.startsWith("a setting") ? "novelty" : what);
    const functions = (await (await fetch(`${shop.url}/api/functions`)).json()) as { id: string }[];
    expect(functions.map(({ id }) => id).filter((id) => id.startsWith("inn-"))).toEqual(["inn-f"]);
    expect(await (await fetch(`${shop.url}/`)).text()).toContain("was refused");
  },
);

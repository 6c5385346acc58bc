import { afterAll, beforeAll, expect, test } from "vitest";
import { poll } from "@latchkey/testing/poll";
import { outputOf, startFixture, type Fixture } from "./fixture";

let shop: Fixture;
const seen: { name: string; at: number }[] = [];

function times(name: string): number {
  return seen.filter((entry) => entry.name === name).length;
}

beforeAll(async () => {
  shop = await startFixture((client) => {
    const price = client.createFunction({ id: "price", retries: 0 }, async ({ event, step }) => {
      const { item } = event.data as { item: string };
      if (item === "unknown") throw new Error("no such item");
      if (item === "rare") await step.sleep("look for it", "30s");
      return step.run("look up", () => ({ item, cents: 250 }));
    });
    return [
      price,
      client.createFunction({ id: "note", triggers: { event: "noted" } }, ({ event }) => {
        seen.push({ name: event.id ?? "", at: Date.now() });
        return event.data;
      }),
      client.createFunction({ id: "order", triggers: { event: "ordered" } }, async ({ step }) => {
        const sent = await step.sendEvent("tell", [{ name: "noted", id: "from-a-step", data: {} }]);
        return sent.ids.length;
      }),
      client.createFunction({ id: "fails", triggers: { event: "failing" }, retries: 0 }, () => {
        throw new Error("no");
      }),
      client.createFunction(
        { id: "mourns", triggers: { event: "inngest/function.failed" }, retries: 0 },
        () => {
          throw new Error("the handler fails too");
        },
      ),
      client.createFunction(
        { id: "stutters", triggers: { event: "stuttered" } },
        ({ step, attempt }) =>
          step.run("tell", async () => {
            await client.send({ name: "noted", id: "said-twice", data: {} });
            // As if it had crashed between the sending and its answer.
            if (attempt === 0) throw new Error("crashed");
          }),
      ),
      client.createFunction(
        { id: "await-payment", triggers: { event: "order/placed" } },
        async ({ event, step }) => {
          const paid = await step.waitForEvent("payment", {
            event: "order/paid",
            match: "data.order",
            timeout: "10s",
          });
          return { waited: event.data.order as unknown, paid: paid?.data.by as unknown };
        },
      ),
      client.createFunction(
        { id: "await-two", triggers: { event: "order/checked" } },
        async ({ step }) => {
          const [weight, stock] = await Promise.all([
            step.waitForEvent("weight", {
              event: "weighed",
              if: "async.data.order == event.data.order && async.data.scale == 'big'",
              timeout: "10s",
            }),
            step.waitForEvent("stock", { event: "counted", timeout: "1s" }),
          ]);
          return { weight: weight?.data.grams as unknown, stock };
        },
      ),
      client.createFunction({ id: "quote", triggers: { event: "quoted" } }, async ({ step }) => {
        const good = await step.invoke("ask", { function: price, data: { item: "cup" } });
        const bad = await step
          .invoke("ask for less", { function: price, data: { item: "unknown" } })
          .catch((error: unknown) => (error instanceof Error ? error.message : "?"));
        const late = await step
          .invoke("ask for more", { function: price, data: { item: "rare" }, timeout: "1s" })
          .catch((error: unknown) => (error instanceof Error ? error.message : "?"));
        return { good, bad, late };
      }),
      client.createFunction(
        {
          id: "ship",
          triggers: { event: "order/shipped" },
          cancelOn: [{ event: "order/withdrawn", match: "data.order" }],
        },
        async ({ step, event }) => {
          await step.sleep("the next van", "30s");
          seen.push({ name: `shipped ${String(event.data.order)}`, at: Date.now() });
        },
      ),
    ];
  });
});

afterAll(() => shop.stop());

function post(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${shop.url}/e/key`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

test("an event with the same id starts its functions once, also when many arrive at once", async () => {
  const event = { name: "noted", id: "n-1", data: { n: 1 } };
  await Promise.all(Array.from({ length: 8 }, () => shop.client.send(event)));
  await shop.ended("n-1");
  await shop.client.send(event);
  expect(await shop.runs({ event_id: "n-1" })).toHaveLength(1);
  expect(times("n-1")).toBe(1);
});

test("a POST that the SDK repeats starts nothing new, since its seed names the same events", async () => {
  const seed = { "x-inngest-event-id-seed": "1795354324619,fG0dGoPxw9Ix4g==" };
  const both = [
    { name: "noted", data: { n: 2 } },
    { name: "noted", data: { n: 3 } },
  ];
  const first = (await (await post(both, seed)).json()) as { ids: string[]; status: number };
  const second = (await (await post(both, seed)).json()) as { ids: string[] };
  expect(first.status).toBe(200);
  expect(second.ids).toEqual(first.ids);
  expect(new Set(first.ids).size).toBe(2);
  for (const id of first.ids) {
    await shop.ended(id);
    expect(await shop.runs({ event_id: id })).toHaveLength(1);
  }
});

test("one event by itself is taken as well as a list", async () => {
  const answer = (await (await post({ name: "noted", data: {} })).json()) as { ids: string[] };
  expect(answer.ids).toHaveLength(1);
});

test.each([
  ["an empty name", [{ name: "", data: {} }]],
  ["a name that belongs to Inngest", [{ name: "inngest/function.failed", data: {} }]],
  ["a name with a NUL", [{ name: "a\u0000b", data: {} }]],
  ["no name", [{ data: {} }]],
  ["something that is no event", "noted"],
])("%s is refused, and nothing of the POST is taken", async (_what, body) => {
  const before = (await shop.runs()).length;
  const response = await post(body);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ ids: [""], status: 400 });
  expect(await shop.runs()).toHaveLength(before);
});

test("an event with a time to come starts its run then", async () => {
  const ts = Date.now() + 700;
  await shop.client.send({ name: "noted", id: "later", data: {}, ts });
  expect(await shop.runs({ event_id: "later" })).toHaveLength(0);
  await shop.ended("later");
  expect(seen.find((entry) => entry.name === "later")?.at).toBeGreaterThanOrEqual(ts);
});

test("a step sends an event, and its fixed id starts one run", async () => {
  await shop.client.send({ name: "ordered", id: "o-1", data: {} });
  expect(outputOf(await shop.ended("o-1"))).toBe(1);
  await shop.ended("from-a-step");
  expect(times("from-a-step")).toBe(1);
});

test("a step that crashes after it sent its event sends it again, and still one run comes of it", async () => {
  await shop.client.send({ name: "stuttered", id: "st-1", data: {} });
  expect((await shop.ended("st-1")).failedAttempts).toHaveLength(1);
  await shop.ended("said-twice");
  expect(await shop.runs({ event_id: "said-twice" })).toHaveLength(1);
  expect(times("said-twice")).toBe(1);
});

test("who listens to failures and fails is told to nobody, or it would be its own cause", async () => {
  await shop.client.send({ name: "failing", id: "f-1", data: {} });
  const { id } = await shop.ended("f-1");
  const mourner = await shop.ended(id);
  expect([mourner.functionId, mourner.status]).toEqual(["shop-mourns", "failed"]);
  expect(await shop.runs({ event_id: mourner.id })).toEqual([]);
});

test("a run waits for the event of its own order and not for another's", async () => {
  await shop.client.send({ name: "order/placed", id: "p-1", data: { order: 1 } });
  await waiting("p-1");
  await shop.client.send({ name: "order/paid", data: { order: 2, by: "somebody else" } });
  await shop.client.send({ name: "order/paid", data: { order: 1, by: "Ada" } });
  expect(outputOf(await shop.ended("p-1"))).toEqual({ waited: 1, paid: "Ada" });
});

test("a wait ends with nothing at its time-out, and waits for another beside it", async () => {
  await shop.client.send({ name: "order/checked", id: "c-1", data: { order: 7 } });
  await waiting("c-1");
  await shop.client.send({ name: "weighed", data: { order: 7, scale: "small", grams: 1 } });
  await shop.client.send({ name: "weighed", data: { order: 7, scale: "big", grams: 2 } });
  expect(outputOf(await shop.ended("c-1"))).toEqual({ weight: 2, stock: null });
});

test("a function invokes another, and learns its result, its failure or that it took too long", async () => {
  await shop.client.send({ name: "quoted", id: "q-1", data: {} });
  expect(outputOf(await shop.ended("q-1"))).toEqual({
    good: { item: "cup", cents: 250 },
    bad: "no such item",
    late: expect.stringContaining("Timed out"),
  });
});

test("an event cancels the runs that it means, and only those", async () => {
  await shop.client.send([
    { name: "order/shipped", id: "s-1", data: { order: 1 } },
    { name: "order/shipped", id: "s-2", data: { order: 2 } },
  ]);
  await waiting("s-1");
  await shop.client.send({ name: "order/withdrawn", data: { order: 1 } });
  expect((await shop.ended("s-1")).status).toBe("cancelled");
  const [other] = await shop.runs({ event_id: "s-2" });
  expect(other?.status).toBe("running");
});

/** Until the run of the event has nothing to do but wait. */
async function waiting(eventId: string): Promise<void> {
  await poll(`the run of ${eventId} to wait`, async () => {
    const [summary] = await shop.runs({ event_id: eventId });
    if (summary === undefined) return false;
    const { jobs } = await shop.run(summary.id);
    return jobs.length > 0 && jobs.every((job) => job.kind !== "call");
  });
}

test("while it is told to lose events, they are accepted and start nothing, until it is told otherwise", async () => {
  const turn = (to: string) => fetch(`${shop.url}/api/lose-events/${to}`, { method: "POST" });
  expect(await (await turn("on")).json()).toEqual({ losesEvents: true, lost: 0 });
  const { ids } = await shop.client.send({ name: "noted", id: "lost", data: {} });
  expect(ids).toHaveLength(1);
  expect(await (await turn("off")).json()).toEqual({ losesEvents: false, lost: 1 });
  await shop.client.send({ name: "noted", id: "kept", data: {} });
  await poll("the event that was kept", () => times("kept") === 1);
  expect(times("lost")).toBe(0);
});

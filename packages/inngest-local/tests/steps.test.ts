import { NonRetriableError, RetryAfterError, type FailureEventArgs } from "inngest";
import { afterAll, beforeAll, expect, test } from "vitest";
import { outputOf, startFixture, type Fixture } from "./fixture";

let shop: Fixture;
/** How often each thing was done in the app, whatever the runner says. */
const done = new Map<string, number>();

function count(what: string): number {
  done.set(what, (done.get(what) ?? 0) + 1);
  return done.get(what) ?? 0;
}

beforeAll(async () => {
  shop = await startFixture((client) => [
    client.createFunction(
      { id: "values", triggers: { event: "values" } },
      async ({ step, event }) => {
        const nothing = await step.run("nothing", () => undefined);
        const five = await step.run("five", () => 5);
        const shaped = await step.run("shaped", () => ({ data: { error: "no error" } }));
        const named = await step.run("complete", () => "a step of this name is a step");
        const repeated = [await step.run("again", () => 1), await step.run("again", () => 2)];
        // The next call reads all of them from what the runner has kept.
        await step.sleep("no time at all", 0);
        return { nothing, five, shaped, named, repeated, seen: event.data };
      },
    ),
    client.createFunction({ id: "parallel", triggers: { event: "parallel" } }, async ({ step }) => {
      const parts = await Promise.all(
        ["one", "two", "three"].map((name, index) =>
          step.run(name, async () => {
            count(name);
            // They end in another order than they began.
            await new Promise((resolve) => setTimeout(resolve, 60 - index * 30));
            return name;
          }),
        ),
      );
      const joined = await step.run("join", () => count("join"));
      return { parts, joined };
    }),
    client.createFunction(
      { id: "partly", triggers: { event: "partly" }, retries: 0 },
      async ({ step }) => {
        const outcomes = await Promise.allSettled([
          step.run("good", () => "good"),
          step.run("bad", () => {
            throw new Error("bad part");
          }),
        ]);
        return outcomes.map((outcome) => outcome.status);
      },
    ),
    client.createFunction(
      { id: "stumbles", triggers: { event: "stumbles" } },
      async ({ step, attempt }) => {
        const first = await step.run("first", () => {
          if (count("first") < 3) throw new Error("not yet");
          return done.get("first");
        });
        if (count("body") === 1) throw new Error("between the steps");
        return { first, attempt };
      },
    ),
    client.createFunction(
      { id: "asks-for-time", triggers: { event: "asks-for-time" } },
      async ({ step }) => {
        const times = await step.run("later", () => {
          if (count("later") === 1) throw new RetryAfterError("busy", 1_000);
          return Date.now();
        });
        return times;
      },
    ),
    client.createFunction(
      {
        id: "gives-up",
        triggers: { event: "gives-up" },
        onFailure: ({ error, event }: FailureEventArgs) => {
          count(`failure of ${event.data.run_id}`);
          return { message: error.message, original: event.data.event.data };
        },
      },
      async ({ step }) => {
        await step.run("refused", () => {
          count("refused");
          throw new NonRetriableError("the address is refused", { cause: new Error("by SES") });
        });
      },
    ),
    client.createFunction(
      { id: "exhausts", triggers: { event: "exhausts" }, retries: 2 },
      async ({ step }) => {
        await step.run("hopeless", () => {
          throw new Error(`attempt ${count("hopeless")}`);
        });
      },
    ),
    client.createFunction(
      { id: "catches", triggers: { event: "catches" }, retries: 1 },
      async ({ step }) => {
        try {
          await step.run("breaks", () => {
            throw new TypeError("broken for good");
          });
        } catch (error) {
          return step.run("repair", () => (error instanceof Error ? error.message : "no error"));
        }
        return "not reached";
      },
    ),
    client.createFunction({ id: "sleeps", triggers: { event: "sleeps" } }, async ({ step }) => {
      const before = await step.run("before", () => Date.now());
      await step.sleep("a second", "1s");
      const between = await step.run("between", () => Date.now());
      await step.sleepUntil("a date that is past", new Date(before));
      await step.sleep("no time at all", 0);
      return between - before;
    }),
    client.createFunction({ id: "large", triggers: { event: "large" } }, async ({ step }) => {
      const text = await step.run("make", () => "x".repeat(300_000));
      const more = await step.run("more", () => "y".repeat(300_000));
      return text.length + more.length;
    }),
  ]);
});

afterAll(() => shop.stop());

async function run(name: string, data: Record<string, unknown> = {}) {
  await shop.client.send({ name, id: `${name}-1`, data });
  return shop.ended(`${name}-1`);
}

test("what steps return comes back unchanged, also nothing and objects that look like results", async () => {
  expect(outputOf(await run("values", { text: "\u0000 \u2028 💌" }))).toEqual({
    nothing: null,
    five: 5,
    shaped: { data: { error: "no error" } },
    named: "a step of this name is a step",
    repeated: [1, 2],
    seen: { text: "\u0000 \u2028 💌" },
  });
});

test("parallel steps each run once, and the step after them once", async () => {
  const output = outputOf(await run("parallel"));
  expect(output).toEqual({ parts: ["one", "two", "three"], joined: 1 });
  expect(["one", "two", "three"].map((name) => done.get(name))).toEqual([1, 1, 1]);
});

test("one of two parallel steps may fail and the other still counts", async () => {
  expect(outputOf(await run("partly"))).toEqual(["fulfilled", "rejected"]);
});

test("a step and the code around it are tried again, each with attempts of its own", async () => {
  const details = await run("stumbles");
  expect(outputOf(details)).toEqual({ first: 3, attempt: 1 });
  expect(details.failedAttempts.map(({ step, attempt }) => ({ step, attempt }))).toEqual([
    { step: "first", attempt: 1 },
    { step: "first", attempt: 2 },
    { step: null, attempt: 1 },
  ]);
  expect(details.steps.map(({ name, attempts }) => ({ name, attempts }))).toEqual([
    { name: "first", attempts: 3 },
  ]);
});

test("a step that asks for time is left alone until then", async () => {
  const details = await run("asks-for-time");
  const failedAt = Date.parse(String(details.failedAttempts[0]?.failedAt));
  expect(Number(outputOf(details)) - failedAt).toBeGreaterThanOrEqual(950);
});

test("a refusal is not tried again, and the failure handler hears of it once", async () => {
  const details = await run("gives-up", { address: "ada@example.com" });
  expect(details.status).toBe("failed");
  expect(JSON.parse(details.error ?? "")).toMatchObject({
    message: "the address is refused",
    cause: { message: "by SES" },
  });
  expect(done.get("refused")).toBe(1);
  const handled = await shop.ended(details.id);
  expect(outputOf(handled)).toEqual({
    message: "the address is refused",
    original: { address: "ada@example.com" },
  });
  expect(done.get(`failure of ${details.id}`)).toBe(1);
});

test("a step that always fails fails its run when its attempts are used up", async () => {
  const details = await run("exhausts");
  expect(details.status).toBe("failed");
  expect(JSON.parse(details.error ?? "")).toMatchObject({ message: "attempt 3" });
  expect(details.failedAttempts.filter(({ step }) => step === "hopeless")).toHaveLength(3);
});

test("a function may catch the failure of a step and go on", async () => {
  expect(outputOf(await run("catches"))).toBe("broken for good");
});

test("a run sleeps for the time it asked for, and not at all where that is over", async () => {
  const slept = Number(outputOf(await run("sleeps")));
  expect(slept).toBeGreaterThanOrEqual(1_000);
  expect(slept).toBeLessThan(8_000);
});

test("large results are carried from step to step", async () => {
  expect(outputOf(await run("large"))).toBe(600_000);
});

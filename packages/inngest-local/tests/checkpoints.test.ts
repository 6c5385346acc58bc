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
      { id: "three", triggers: { event: "three" } },
      async ({ step, runId }) => {
        const calls = count("three");
        const date = await step.run("a date", () => new Date(0));
        const stored = await step.run("look back", async () =>
          (await shop.run(runId)).steps.map(({ name, result }) => ({ name, result })),
        );
        const odd = await step.run("odd values", () => ({
          none: undefined,
          nan: NaN,
          map: new Map(),
        }));
        return { calls, date, stored, odd };
      },
    ),
    client.createFunction({ id: "rests", triggers: { event: "rests" } }, async ({ step }) => {
      const date = await step.run("a date", () => new Date(0));
      await step.sleep("a moment", "1s");
      return { date, bodies: count("rests") };
    }),
    client.createFunction(
      { id: "second-fails", triggers: { event: "second-fails" } },
      async ({ step, attempt }) => {
        const first = await step.run("first", () => count("first"));
        const second = await step.run("second", () => {
          if (count("second") === 1) throw new Error("not yet");
          return attempt;
        });
        return step.run("third", () => [first, second, count("third")]);
      },
    ),
    client.createFunction(
      {
        id: "saves-up",
        triggers: { event: "saves-up" },
        checkpointing: { bufferedSteps: 10 },
      },
      async ({ step }) => {
        const one = await step.run("one", () => count("one"));
        const two = await step.run("two", () => count("two"));
        return one + two + count("saves-up");
      },
    ),
  ]);
});

afterAll(() => shop.stop());

async function run(name: string) {
  await shop.client.send({ name, id: `${name}-1`, data: {} });
  return shop.ended(`${name}-1`);
}

test("three steps take one call of the app, and each is stored before the next one begins", async () => {
  const details = await run("three");
  expect(outputOf(details)).toEqual({
    calls: 1,
    date: "1970-01-01T00:00:00.000Z",
    stored: [{ name: "a date", result: '{"data":"1970-01-01T00:00:00.000Z"}' }],
    odd: { nan: null, map: {} },
  });
  expect(details.steps.map(({ name }) => name)).toEqual(["a date", "look back", "odd values"]);
  expect(done.get("three")).toBe(1);
});

test("a step's result is the same JSON to whoever looks later, and code outside of steps runs again", async () => {
  expect(outputOf(await run("rests"))).toEqual({ date: "1970-01-01T00:00:00.000Z", bodies: 1 });
  const [summary] = await shop.runs({ event_id: "rests-1" });
  expect((await shop.run(summary?.id ?? "")).steps.map(({ op }) => op)).toEqual([
    "StepRun",
    "Sleep",
  ]);
});

test("a step that fails is tried again without the ones before it", async () => {
  const details = await run("second-fails");
  expect(outputOf(details)).toEqual([1, 1, 1]);
  expect(details.failedAttempts.map(({ step, attempt }) => ({ step, attempt }))).toEqual([
    { step: "second", attempt: 1 },
  ]);
  expect(done.get("first")).toBe(1);
});

test("steps that a function saves up come with its end, and all of them are kept", async () => {
  const details = await run("saves-up");
  expect(outputOf(details)).toBe(3);
  expect(details.steps.map(({ name }) => name)).toEqual(["one", "two"]);
});

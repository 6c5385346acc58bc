// What a naive executor does wrong, by an app that answers each call by hand.
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startRunner } from "../src/start-runner";
import { poll } from "@latchkey/testing/poll";
import { complete, planned, ran, startHandMadeApp } from "./hand-made-app";

let hand: Awaited<ReturnType<typeof startHandMadeApp>>;

beforeAll(async () => {
  // So long that no renewal comes between when a test ends the leases itself.
  hand = await startHandMadeApp({ leaseMs: 600_000 });
});

afterAll(() => hand.stop());

/** Ends all leases, as if their runners had been gone for long. */
async function endLeases(): Promise<void> {
  const sql = new pg.Client(hand.database.url);
  await sql.connect();
  await sql.query("UPDATE inngest_runner.job SET due_at = now() - interval '1 second'");
  await sql.end();
}

test("a result is wrapped whatever it looks like, nothing is null, and every call says how many attempts there are", async () => {
  await hand.send("nothing");
  const first = await hand.nextCall();
  expect(first.ctx).toMatchObject({ attempt: 0, max_attempts: 5 });
  const values = [undefined, 5, { data: 1 }, { error: "none" }, { input: [] }];
  const ids = ["e", "d", "c", "b", "a"];
  first.answer(
    206,
    ids.map((id, index) => ran(id, values[index])),
  );
  const second = await hand.nextCall();
  expect(ids.map((id) => second.steps[id])).toEqual([
    { data: null },
    { data: 5 },
    { data: { data: 1 } },
    { data: { error: "none" } },
    { data: { input: [] } },
  ]);
  expect(second.ctx.stack).toEqual({ stack: ids, current: 5 });
  second.answer(200, "null");
  expect((await hand.ended("nothing")).status).toBe("completed");
});

test("nobody calls the function while one of its parallel steps is under way", async () => {
  await hand.send("parallel");
  (await hand.nextCall()).answer(206, [planned("x"), planned("y")]);
  const [one, other] = [await hand.nextCall(), await hand.nextCall()];
  expect([one.stepId, other.stepId].sort()).toEqual(["x", "y"]);
  expect(one.ctx.disable_immediate_execution).toBe(true);
  one.answer(206, [ran(one.stepId, 1)]);
  await poll("the first result", async () => {
    const [run] = await hand.runs({ event_id: "parallel" });
    return (await hand.run(run?.id ?? "")).steps.length === 1;
  });
  const before = hand.calls.length;
  other.answer(206, [ran(other.stepId, 2)]);
  const joined = await hand.nextCall();
  expect(hand.calls).toHaveLength(before + 1);
  expect(joined.stepId).toBe("step");
  expect(Object.keys(joined.steps).sort()).toEqual(["x", "y"]);
  joined.answer(206, [complete("both")]);
  expect((await hand.ended("parallel")).output).toBe('"both"');
});

test("a step that was renamed while it was planned fails its run in the end, and says so", async () => {
  await hand.send("renamed");
  (await hand.nextCall()).answer(206, [planned("old name")]);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const call = await hand.nextCall();
    expect([call.stepId, call.ctx.attempt]).toEqual(["old name", attempt]);
    // What the SDK says after ten seconds of looking for it.
    call.answer(500, { error: "Could not find step to run", requestedStep: "old name" });
  }
  const run = await hand.ended("renamed");
  expect(run.status).toBe("failed");
  expect(run.error).toContain("Could not find step to run");
});

test("a sleep's end is fixed when it begins, and another runner does not begin it again", async () => {
  await hand.send("sleeps");
  const first = await hand.nextCall();
  const nap = { op: "Sleep", id: "nap", name: "2s", opts: {}, displayName: "a nap" };
  first.answer(206, [nap, planned("x")]);
  const beside = await hand.nextCall();
  const endOf = async () => {
    const { jobs } = await hand.run(first.ctx.run_id);
    return jobs.find(({ kind }) => kind === "sleep")?.dueAt;
  };
  const end = await endOf();
  const other = await startRunner({ databaseUrl: hand.database.url, port: 0, appUrls: [] });
  try {
    beside.answer(206, [ran("x", 1)]);
    await poll("the step beside it", async () => {
      const { steps } = await hand.run(first.ctx.run_id);
      return steps.length > 0;
    });
    expect(await endOf()).toBe(end);
    const after = await hand.nextCall();
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(String(end)));
    expect(after.steps).toEqual({ x: { data: 1 }, nap: null });
    after.answer(206, [complete(null)]);
    await hand.ended("sleeps");
  } finally {
    await other.stop();
  }
});

test("a checkpoint is stored before it is answered, and the next call brings it along", async () => {
  await hand.send("stored");
  const first = await hand.nextCall();
  expect(await hand.checkpoint(first, [ran("a", 1), ran("b", 2)])).toBe(200);
  // The SDK repeats a checkpoint whose answer was lost; what was stored first stays.
  expect(await hand.checkpoint(first, [ran("a", "again")])).toBe(200);
  const { steps } = await hand.run(first.ctx.run_id);
  expect(steps.map(({ result }) => result)).toEqual(['{"data":1}', '{"data":2}']);
  first.answer(500, { name: "Error", message: "after the steps" });
  const second = await hand.nextCall();
  expect(second.ctx.attempt).toBe(1);
  expect(second.steps).toEqual({ a: { data: 1 }, b: { data: 2 } });
  expect(second.ctx.stack.stack).toEqual(["a", "b"]);
  // The first call may be alive behind a broken connection.
  expect(await hand.checkpoint(first, [ran("c", 3)])).toBe(404);
  second.answer(206, [ran("c", 4)]);
  const third = await hand.nextCall();
  expect(await hand.checkpoint(second, [ran("d", 5)])).toBe(404);
  expect(third.steps).toMatchObject({ c: { data: 4 } });
  third.answer(206, [complete(null)]);
  expect((await hand.ended("stored")).steps.map(({ id }) => id)).toEqual(["a", "b", "c"]);
});

test("a call that lost its lease stores nothing and is never told 409, at which its run would fail", async () => {
  await hand.send("lost");
  const first = await hand.nextCall();
  expect(await hand.checkpoint(first, [ran("a", 1)])).toBe(200);
  const other = await startRunner({ databaseUrl: hand.database.url, port: 0, appUrls: [] });
  try {
    await endLeases();
    const second = await hand.nextCall();
    // Also where the first call was stopped between two steps: what it stored is kept.
    expect(second.steps).toEqual({ a: { data: 1 } });
    expect(second.ctx.attempt).toBe(1);
    expect(await hand.checkpoint(first, [ran("b", "late")])).toBe(404);
    first.answer(206, [ran("b", "late")]);
    expect(await hand.checkpoint(second, [ran("b", "in time")])).toBe(200);
    second.answer(206, [complete("well")]);
    const run = await hand.ended("lost");
    expect(run.output).toBe('"well"');
    expect(run.steps.map(({ result }) => result)).toEqual(['{"data":1}', '{"data":"in time"}']);
  } finally {
    await other.stop();
  }
});

test.each([
  ["of a call that nobody made", { qi_id: "1.5a1e7c1e-9f5d-4c7a-8a3b-0d6f2b1c4e55.1" }, 404],
  ["that names no call", { qi_id: "no such form" }, 404],
  ["without steps", { qi_id: "x", steps: [] }, 400],
  ["of a deferred run", { qi_id: "x", steps: [{ op: "DeferAdd", id: "d" }] }, 400],
])("a checkpoint %s changes nothing", async (_what, body, status) => {
  const response = await fetch(`${hand.url}/v1/checkpoint/none/async`, {
    method: "POST",
    body: JSON.stringify({ steps: [ran("a", 1)], ...body }),
  });
  expect(response.status).toBe(status);
});

test("a step's answer and the event that another step waits for, at the same moment, both count", async () => {
  await hand.send("both at once");
  const first = await hand.nextCall();
  const waits = { op: "WaitForEvent", id: "w", name: "go", opts: { timeout: "30s" } };
  first.answer(206, [planned("x"), waits]);
  const beside = await hand.nextCall();
  const sql = new pg.Client(hand.database.url);
  await sql.connect();
  try {
    // Both have to pass this row; they are let through when both stand before it.
    await sql.query("BEGIN");
    await sql.query("SELECT FROM inngest_runner.run WHERE id = $1 FOR UPDATE", [first.ctx.run_id]);
    beside.answer(206, [ran("x", 1)]);
    const sent = hand.send("for w", "go");
    await poll("both to wait for the row", async () => {
      const { rowCount } = await sql.query(
        "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()",
      );
      return rowCount === 2;
    });
    await sql.query("COMMIT");
    await sent;
  } finally {
    await sql.end();
  }
  const joined = await hand.nextCall();
  expect(Object.keys(joined.steps).sort()).toEqual(["w", "x"]);
  joined.answer(206, [complete(null)]);
  expect((await hand.ended("both at once")).status).toBe("completed");
});

test("siblings that end at the same moment, on two runners, are joined once", async () => {
  const other = await startRunner({ databaseUrl: hand.database.url, port: 0, appUrls: [] });
  try {
    const names = ["1", "2", "3", "4", "5"];
    for (const name of names) await hand.send(`many-${name}`);
    for (let run = 0; run < names.length; run += 1)
      (await hand.nextCall()).answer(206, names.map(planned));
    const siblings = [];
    while (siblings.length < names.length ** 2) siblings.push(await hand.nextCall());
    for (const call of siblings) call.answer(206, [ran(call.stepId, call.stepId)]);
    for (let run = 0; run < names.length; run += 1) {
      const joined = await hand.nextCall();
      expect(joined.stepId).toBe("step");
      expect(Object.keys(joined.steps)).toHaveLength(names.length);
      joined.answer(206, [complete(null)]);
    }
    for (const name of names) expect((await hand.ended(`many-${name}`)).status).toBe("completed");
    expect(hand.calls.at(-1)?.stepId).toBe("step");
  } finally {
    await other.stop();
  }
});

import { expect, test } from "vitest";
import type { Action } from "../src/action";
import type { Reply } from "../src/call-app";
import { callBody, callUrl } from "../src/call-body";
import { createCatalog } from "../src/catalog";
import { executeJob } from "../src/execute-job";
import type { LeasedJob } from "../src/job";
import { readAnswer } from "../src/read-answer";
import { readRegistration } from "../src/read-registration";

const NOW = 1_000_000;

const job: LeasedJob = {
  id: "1",
  kind: "call",
  runId: "run",
  functionId: "shop-f",
  stepId: null,
  stepName: null,
  starts: false,
  attempt: 0,
  generation: 1,
  leaseExpired: false,
  event: '{"id":"e","name":"f","data":{},"ts":1,"user":{}}',
  hasParent: false,
};

const lease = { token: "5a1e7c1e-9f5d-4c7a-8a3b-0d6f2b1c4e55", ms: 1_000 };

function read(
  reply: Partial<Extract<Reply, { kind: "answered" }>> & { json?: unknown },
  of = job,
): Action {
  const headers = { "x-inngest-sdk": "js:v4", ...reply.headers };
  const body = reply.body ?? JSON.stringify(reply.json);
  return readAnswer(
    { kind: "answered", status: reply.status ?? 206, headers, body },
    { job: of, maxAttempts: 3, nowMs: NOW, backoffMs: (attempt) => 100 * 2 ** attempt },
  );
}

const step = { id: "abc", name: "a", displayName: "a" };

test("a step without a result is stored with null: the SDK reads an empty object as a failure", () => {
  expect(read({ json: [{ ...step, op: "StepRun" }] })).toMatchObject({
    kind: "store",
    steps: [{ id: "abc", result: '{"data":null}' }],
  });
});

test("a step named complete is a step; only the operation ends the run", () => {
  // The id by which the SDK calls the end of a run, too: sha1("complete").
  const id = "0737c22d3bfae812339732d14d8c7dbd6dc4e09c";
  const complete = { ...step, id, name: "complete" };
  expect(read({ json: [{ ...complete, op: "StepRun", data: 1 }] }).kind).toBe("store");
  expect(read({ json: [{ ...complete, op: "RunComplete", data: { n: 1 } }] })).toEqual({
    kind: "complete",
    output: '{"n":1}',
    steps: [],
  });
});

test("steps that were not checkpointed come with what followed them, and none is lost", () => {
  const ran = { ...step, op: "StepRun", data: 1 };
  const next = { ...step, id: "def", op: "StepRun", data: 2 };
  const steps = [{ id: "abc", result: '{"data":1}' }, { id: "def" }];
  expect(read({ json: [ran, next] })).toMatchObject({ kind: "store", steps });
  expect(read({ json: [ran, next, { ...step, op: "RunComplete", data: 3 }] })).toMatchObject({
    kind: "complete",
    output: "3",
    steps,
  });
});

test("a failed step is tried again by the backoff, or when it asked to be", () => {
  const failed = [{ ...step, op: "StepError", error: { name: "Error", message: "no" } }];
  expect(read({ json: failed })).toMatchObject({ kind: "retry", attempt: 1, dueMs: NOW + 100 });
  expect(read({ json: failed, headers: { "retry-after": "7" } })).toMatchObject({
    dueMs: NOW + 7_000,
  });
  expect(read({ json: failed }, { ...job, attempt: 1 })).toMatchObject({
    attempt: 2,
    dueMs: NOW + 200,
  });
});

test("a step fails for good when the SDK says so, and when its attempts are used up all the same", () => {
  const failed = [{ ...step, op: "StepError", error: { name: "Error", message: "no" } }];
  const result = '{"error":{"name":"Error","message":"no"}}';
  for (const action of [
    read({ json: [{ ...failed[0], op: "StepFailed" }] }),
    read({ json: failed, headers: { "x-inngest-no-retry": "true" } }),
    read({ json: failed }, { ...job, attempt: 2 }),
  ]) {
    expect(action).toMatchObject({ kind: "store", steps: [{ result }] });
  }
});

test("an error outside of the steps is tried again, unless the SDK says no", () => {
  const json = { name: "TypeError", message: "no", stack: "at", __serialized: true };
  expect(read({ status: 500, json })).toMatchObject({
    kind: "retry",
    attempt: 1,
    failure: { name: "TypeError", message: "no", stack: "at" },
  });
  expect(read({ status: 400, json, headers: { "x-inngest-no-retry": "true" } }).kind).toBe("fail");
  expect(read({ status: 500, json }, { ...job, attempt: 2 }).kind).toBe("fail");
});

test("what is not from the SDK is a broken call: a proxy's page, a reset, no JSON", () => {
  const attempted = { job, maxAttempts: 3, nowMs: NOW, backoffMs: () => 100 };
  const proxy: Reply = { kind: "answered", status: 200, headers: {}, body: "<html>" };
  for (const action of [
    readAnswer(proxy, attempted),
    // A page that says in JSON that the site is closed is not the end of the run either.
    readAnswer({ ...proxy, body: '{"status":"closed"}' }, attempted),
    readAnswer({ kind: "broken", reason: "socket hang up" }, attempted),
    read({ status: 200, body: "not JSON" }),
    read({ status: 206, json: [] }),
  ]) {
    expect(action).toMatchObject({
      kind: "retry",
      attempt: 1,
      failure: { name: "TransportError" },
    });
  }
});

test("an app that is not there costs no attempt", () => {
  const attempted = {
    job: { ...job, attempt: 2 },
    maxAttempts: 3,
    nowMs: NOW,
    backoffMs: () => 100,
  };
  const action = readAnswer({ kind: "unreachable", reason: "ECONNREFUSED" }, attempted);
  expect(action).toEqual({ kind: "retry", attempt: 2, dueMs: NOW + 1_000 });
});

test("a sleep's time is read from its name, where the SDK puts it", () => {
  const sleep = { ...step, op: "Sleep", opts: {} };
  expect(read({ json: [{ ...sleep, name: "2s" }] })).toMatchObject({
    steps: [{ dueMs: NOW + 2_000 }],
  });
  expect(read({ json: [{ ...sleep, name: "1970-01-01T01:00:00.000Z" }] })).toMatchObject({
    steps: [{ kind: "sleep", dueMs: 3_600_000 }],
  });
});

test("one planned step by itself gets a call of its own, as several do", () => {
  expect(read({ json: [{ ...step, op: "StepPlanned" }] })).toMatchObject({
    kind: "plan",
    steps: [{ id: "abc", kind: "call" }],
  });
});

test("a deferred run is refused by its name", () => {
  expect(
    read({
      json: [
        { ...step, op: "StepRun", data: 1 },
        { ...step, id: "d", op: "DeferAdd" },
      ],
    }),
  ).toMatchObject({
    kind: "fail",
    failure: { message: expect.stringContaining("defer") },
  });
});

test("a step that has its result is not called again", async () => {
  const url = "http://127.0.0.1:1/api/inngest?fnId=shop-f&stepId=step";
  const registered = readRegistration({
    appName: "shop",
    url,
    functions: [
      { id: "shop-f", triggers: [], steps: { step: { runtime: { type: "http", url } } } },
    ],
  });
  if (!registered.ok) throw new Error(registered.reason);
  const catalog = createCatalog();
  catalog.replace([registered.value]);
  const execution = {
    context: { catalog, now: () => NOW, log: () => undefined },
    caller: { call: () => Promise.reject(new Error("the app was called")), close: () => undefined },
    lease,
    backoffMs: () => 100,
    onReply: () => undefined,
  };
  const planned = { ...job, stepId: "abc" };
  expect(await executeJob(execution, planned, [{ id: "abc", result: '{"data":1}' }])).toEqual({
    kind: "settle",
  });
  await expect(executeJob(execution, planned, [])).rejects.toThrow("the app was called");
});

test("a call carries what the SDK decides by: attempts, memoised steps and their order", () => {
  const memo = [
    { id: "b", result: '{"data":2}' },
    { id: "a", result: "null" },
  ];
  expect(
    JSON.parse(
      callBody({ ...job, attempt: 2, stepId: "c" }, memo, { maxAttempts: 5, dispatchId: "here" }),
    ),
  ).toEqual({
    version: 2,
    event: JSON.parse(job.event),
    events: [JSON.parse(job.event)],
    steps: { b: { data: 2 }, a: null },
    ctx: {
      run_id: "run",
      attempt: 2,
      max_attempts: 5,
      disable_immediate_execution: true,
      use_api: false,
      stack: { stack: ["b", "a"], current: 2 },
      fn_id: "shop-f",
      qi_id: "here",
    },
  });
  expect(callUrl("http://h/api/inngest?fnId=f&stepId=step", "c")).toBe(
    "http://h/api/inngest?fnId=f&stepId=c",
  );
});

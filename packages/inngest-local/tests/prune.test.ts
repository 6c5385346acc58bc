import { afterAll, beforeAll, expect, test } from "vitest";
import { createCatalog } from "../src/catalog";
import { openDatabase, type Database } from "../src/database";
import { prune } from "../src/prune";
import { upgradeSchema } from "../src/schema";
import { copyDatabase, type TestDatabase } from "@latchkey/testing/databases";

const HOUR_MS = 3_600_000;
const now = Date.parse("2026-11-22T10:00:00Z");
const context = { catalog: createCatalog(), now: () => now, log: () => undefined };

let server: TestDatabase;
let database: Database;

beforeAll(async () => {
  server = await copyDatabase();
  database = openDatabase(server.url);
  await upgradeSchema(database);
});

afterAll(async () => {
  await database.close();
  await server.drop();
});

/** Adds runs with ids from the prefix and a number, each with a step and a failed attempt. */
async function addRuns(
  prefix: string,
  count: number,
  hoursAgo: number,
  hasEnded: boolean,
): Promise<void> {
  const at = new Date(now - hoursAgo * HOUR_MS);
  const text = `
    WITH made AS (
      INSERT INTO run (id, function_id, status, event_id, event_name, event, event_key, created_at, ended_at)
      SELECT $1 || lpad(n::text, 5, '0'), 'f', $3, 'e', 'e', '{}', $1 || n, $4, $5
      FROM generate_series(1, $2) AS n RETURNING id),
    attempts AS (
      INSERT INTO failed_attempt (run_id, attempt, error, failed_at) SELECT id, 1, '{}', $4 FROM made)
    INSERT INTO step (run_id, step_id, name, op, result, attempts, stored_at)
    SELECT id, 's', 's', 'StepRun', 'null', 1, $4 FROM made`;
  const status = hasEnded ? "completed" : "running";
  await database.query({ text }, [prefix, count, status, at, hasEnded ? at : null]);
}

async function count(table: string, prefix: string, where = "true"): Promise<number> {
  const id = table === "run" ? "id" : "run_id";
  const text = `SELECT count(*)::int AS n FROM ${table} WHERE ${id} LIKE $1 || '%' AND ${where}`;
  const [row] = await database.query<{ n: number }>({ text }, [prefix]);
  return row?.n ?? 0;
}

test("what is old is removed, what blocks repeated events stays a day, what runs stays whole", async () => {
  await addRuns("a-old", 5, 30, true);
  await addRuns("b-waiting", 5, 30, false);
  await addRuns("c-today", 5, 2, true);
  await addRuns("d-shown-old", 1_000, 30, true);
  await addRuns("e-shown", 1_000, 1, true);
  const idempotency = "INSERT INTO idempotency (function_id, key, until) VALUES ('f', $1, $2)";
  await database.query({ text: idempotency }, ["over", new Date(now - 1)]);
  await database.query({ text: idempotency }, ["blocks", new Date(now + 1)]);
  await prune(database, context);
  expect(await count("run", "a-old")).toBe(0);
  for (const table of ["run", "step", "failed_attempt"]) {
    expect(await count(table, "b-waiting")).toBe(5);
    expect(await count(table, "d-shown-old")).toBe(1_000);
  }
  expect(await count("run", "c-today", "event_key IS NOT NULL")).toBe(5);
  expect(await count("step", "c-today")).toBe(0);
  expect(await count("run", "d-shown-old", "event_key IS NOT NULL")).toBe(0);
  expect(await count("run", "e-shown", "event_key IS NOT NULL")).toBe(1_000);
  const keys = await database.query<{ key: string }>({ text: "SELECT key FROM idempotency" });
  expect(keys).toEqual([{ key: "blocks" }]);
});

test("a schema that is up to date is left as it is, also when two runners start together", async () => {
  await Promise.all([upgradeSchema(database), upgradeSchema(database)]);
  expect(await database.query({ text: "SELECT number FROM version" })).toEqual([
    { number: 1 },
    { number: 2 },
  ]);
});

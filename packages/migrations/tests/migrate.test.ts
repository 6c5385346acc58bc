import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { applyMigrations } from "../src/apply-migrations";
import { diffMigrations } from "../src/diff-migrations";
import { migrationsDirectory, readMigrations } from "../src/read-migrations";
import { copyDatabase, type TestDatabase } from "@latchkey/testing/databases";

let database: TestDatabase;
let directory: string;
let said: string[];

beforeEach(async () => {
  database = await copyDatabase();
  directory = mkdtempSync(path.join(os.tmpdir(), "latchkey-migrations-"));
  cpSync(
    path.join(migrationsDirectory, "migration_lock.toml"),
    path.join(directory, "migration_lock.toml"),
  );
  addMigration("20260101000000_fruit", "CREATE TABLE fruit (name text PRIMARY KEY);");
  said = [];
});

afterEach(async () => {
  await database.drop();
  rmSync(directory, { recursive: true, force: true });
});

test("the migrations build exactly what the schema says", async () => {
  expect(await diffMigrations(database.url)).toBeNull();
});

test("a new database gets every migration of the product, and a second run finds nothing to do", async () => {
  const options = { databaseUrl: database.url, log };
  const names = readMigrations().migrationDirectories.map((migration) => migration.path);
  expect(await applyMigrations(options)).toEqual({ outcome: "applied", names });
  expect(await applyMigrations(options)).toEqual({ outcome: "up_to_date" });
});

test("a database that does not exist yet is created", async () => {
  await database.drop();
  expect(await migrate()).toEqual({ outcome: "applied", names: ["20260101000000_fruit"] });
  expect(said).toEqual(["Created the database."]);
});

test("a table of somebody else's in another schema does not stand in the way", async () => {
  await query("CREATE SCHEMA other; CREATE TABLE other.thing (id int)");
  expect(await migrate()).toMatchObject({ outcome: "applied" });
});

test("a migration that was edited after it was applied is refused by name", async () => {
  await migrate();
  addMigration("20260101000000_fruit", "CREATE TABLE fruit (name text);");
  expect(await refusal()).toContain("20260101000000_fruit/migration.sql was changed after");
});

test("a migration whose file is gone is refused by name", async () => {
  addMigration("20260102000000_nuts", "CREATE TABLE nuts (name text);");
  await migrate();
  rmSync(path.join(directory, "20260102000000_nuts"), { recursive: true });
  expect(await refusal()).toContain("20260102000000_nuts/migration.sql was applied");
});

test("a migration that fails tells why, leaves nothing half done and blocks the next ones", async () => {
  addMigration(
    "20260102000000_nuts",
    "CREATE TABLE nuts (name text); SELECT 1 FROM no_such_table;",
  );
  const reason = await refusal();
  expect(reason).toContain("20260102000000_nuts/migration.sql failed");
  expect(reason).toContain("no_such_table");
  expect(reason).toContain("npm run db:migrate -- --rolled-back 20260102000000_nuts");
  expect((await query("SELECT to_regclass('nuts') AS found")).rows[0]).toEqual({ found: null });

  addMigration("20260103000000_roots", "CREATE TABLE roots (name text);");
  expect(await refusal()).toContain("20260102000000_nuts/migration.sql failed");
});

test("a migration may hold functions and strings with semicolons", async () => {
  addMigration(
    "20260102000000_taste",
    `CREATE FUNCTION taste() RETURNS text LANGUAGE plpgsql AS $$
     BEGIN RETURN 'sweet; sour'; END; $$;`,
  );
  expect(await migrate()).toMatchObject({ outcome: "applied" });
  expect((await query("SELECT taste()")).rows[0]).toEqual({ taste: "sweet; sour" });
});

test("of two that migrate at once, one does the work and the other finds it done", async () => {
  const results = await Promise.all([migrate(), migrate(), migrate()]);
  expect(results.map((result) => result.outcome).sort()).toEqual([
    "applied",
    "up_to_date",
    "up_to_date",
  ]);
});

function migrate() {
  return applyMigrations({ databaseUrl: database.url, log, migrationsDirectory: directory });
}

async function refusal(): Promise<string> {
  const result = await migrate();
  if (result.outcome !== "refused") throw new Error(`not refused but ${result.outcome}`);
  return result.reason;
}

function addMigration(name: string, script: string): void {
  mkdirSync(path.join(directory, name), { recursive: true });
  writeFileSync(path.join(directory, name, "migration.sql"), script);
}

function log(line: string): void {
  said.push(line);
}

async function query(sql: string) {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { applyMigrations } from "../src/apply-migrations";
import { databaseUrlOf } from "../src/database-url";
import { diffMigrations } from "../src/diff-migrations";
import { explainError } from "../src/explain-error";
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

test("migrating leaves nothing behind for which a program would wait before it ends", async () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const before = timers();
  await migrate();
  expect(timers()).toBeLessThanOrEqual(before);
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

test.each([
  ["DATABASE_URL", { DATABASE_URL: "foo-secret" }],
  ["DATABASE_URL", { DATABASE_URL: "mysql://a:secret@c/d" }],
  ["DATABASE_DIRECT_URL", { DATABASE_DIRECT_URL: "secret", DATABASE_URL: "postgresql://a/b" }],
])("a wrong URL is refused by the name %s, and is not repeated", (name, variables) => {
  expect(() => databaseUrlOf(variables)).toThrow(
    new RegExp(`^${name} must be a whole URL, such as postgresql://user:password@[^ ]+$`),
  );
});

test("a role that may not make tables is told so in one line", async () => {
  await query("DROP ROLE IF EXISTS no_tables; CREATE ROLE no_tables LOGIN PASSWORD 'word'");
  const url = new URL(database.url);
  Object.assign(url, { username: "no_tables", password: "word" });
  const error = await applyMigrations({ databaseUrl: url.href, log }).catch((error) => error);
  expect(explainError(error)).toMatch(
    /^The role of the database's URL may not do that: permission denied for schema public$/,
  );
  await query("DROP ROLE no_tables");
});

test("why a registration or a change of address ended is filled in where the rows tell, and else left open", async () => {
  const [before, reasons] = [path.join(directory, "before"), "20261126200308_why_it_ended"];
  cpSync(migrationsDirectory, before, {
    recursive: true,
    filter: (file) =>
      path.basename(file) < reasons ||
      path.basename(file) === "migration.sql" ||
      !/^\d/.test(path.basename(file)),
  });
  const options = { databaseUrl: database.url, log };
  await applyMigrations({ ...options, migrationsDirectory: before });
  await query(`
    CREATE TEMP TABLE moment ON COMMIT PRESERVE ROWS AS SELECT now()::timestamptz(3) AS at;
    INSERT INTO "user" (id, address, original_address)
      SELECT uuidv7(), name || '@example.com', '' FROM unnest(ARRAY['reported', 'corrected', 'unknown', 'owner']) name;
    INSERT INTO registration (id, user_id, address, original_address, password_hash, browser_key_hash, user_agent, ip,
        created_at, cancelled_at, corrections)
      SELECT uuidv7(), id, address, '', '', address, '', '', at - interval '1 hour', at, 0 FROM "user", moment
      WHERE address <> 'owner@example.com'
      UNION ALL SELECT uuidv7(), id, 'right@example.com', '', '', 'corrected@example.com', '', '', at, NULL, 1
      FROM "user", moment WHERE address = 'owner@example.com'
      UNION ALL SELECT uuidv7(), id, 'again@example.com', '', '', 'unknown@example.com', '', '', at, NULL, 0
      FROM "user", moment WHERE address = 'owner@example.com';
    INSERT INTO address_change (id, user_id, old_address, old_original_address, new_address, new_original_address,
        user_agent, ip, created_at, cancelled_at)
      SELECT uuidv7(), id, '', '', name, '', '', '', at + n * interval '1 minute' - interval '1 hour',
        CASE WHEN name <> 'waiting' THEN at + n * interval '1 minute' END
      FROM "user", moment, unnest(ARRAY['withdrawn', 'reported', 'undone', 'revoked', 'unknown', 'waiting'])
        WITH ORDINALITY AS changes (name, n) WHERE address = 'owner@example.com'
      UNION ALL SELECT uuidv7(), id, '', '', name, '', '', '', at + minutes * interval '1 minute', cancelled
      FROM "user", moment, LATERAL (VALUES ('replaced', 100, at + interval '101 minutes'), ('newer', 101, NULL::timestamptz))
        AS pair (name, minutes, cancelled) WHERE address = 'owner@example.com';
    INSERT INTO verification (id, purpose, address, address_change_id, expires_at, code_expires_at, used_at)
      SELECT uuidv7(), 'undo_address_change', '', id, now(), now(), cancelled_at FROM address_change
      WHERE new_address = 'undone';
    INSERT INTO audit_event (id, user_id, name, actor, ip, user_agent, created_at)
      SELECT uuidv7(), user_id, 'registration_cancelled', 'owner', '', '', cancelled_at FROM registration
      WHERE address = 'reported@example.com'
      UNION ALL SELECT uuidv7(), user_id, CASE new_address WHEN 'revoked' THEN 'password_reset' ELSE 'address_change_cancelled' END,
        (CASE new_address WHEN 'reported' THEN 'visitor' ELSE 'owner' END)::audit_actor, '', '', cancelled_at FROM address_change
      WHERE new_address IN ('withdrawn', 'reported', 'undone', 'revoked');`);
  expect(await applyMigrations(options)).toMatchObject({ outcome: "applied" });
  const { rows } = await query(`
    SELECT split_part(address, '@', 1) AS what, cancel_reason::text AS reason FROM registration WHERE cancelled_at IS NOT NULL
    UNION ALL SELECT 'change ' || new_address, cancel_reason::text FROM address_change ORDER BY what`);
  expect(Object.fromEntries(rows.map(({ what, reason }) => [String(what), reason]))).toEqual({
    reported: "reported",
    corrected: "corrected",
    unknown: null,
    "change withdrawn": "withdrawn",
    "change reported": "reported",
    "change undone": "undone",
    "change revoked": "revoked",
    "change replaced": "replaced",
    "change unknown": null,
    "change newer": null,
    "change waiting": null,
  });
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

async function query(sql: string): Promise<{ rows: Record<string, unknown>[] }> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

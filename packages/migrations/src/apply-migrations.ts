import type { MigrationList, SchemaEngine } from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";
import { ensureDatabase } from "./ensure-database";
import { explainHistory } from "./explain-history";
import { readMigrations } from "./read-migrations";
import { withSchemaEngine } from "./schema-engine";

/** Any number that no other program uses for an advisory lock in this database. */
const MIGRATION_LOCK = 5_246_302_117;

const NO_FILTERS = { externalTables: [], externalEnums: [] };

export type MigrationOutcome =
  | { outcome: "applied"; names: string[] }
  | { outcome: "up_to_date" }
  | { outcome: "refused"; reason: string };

export interface ApplyMigrationsOptions {
  databaseUrl: string;
  /** Takes progress, one line at a time. */
  log: (line: string) => void;
  /** Another folder than prisma/migrations, for tests. */
  migrationsDirectory?: string;
}

/**
 * Brings a database to the newest migration; creates the database where it is missing.
 * Refuses a history that no longer matches the files. Of several at once, one works
 * and the others wait for it.
 */
export async function applyMigrations(options: ApplyMigrationsOptions): Promise<MigrationOutcome> {
  const { databaseUrl, log } = options;
  if ((await ensureDatabase(databaseUrl)) === "created") log("Created the database.");
  const migrations = readMigrations(options.migrationsDirectory);
  return withMigrationLock(databaseUrl, log, (client) =>
    withSchemaEngine(databaseUrl, (engine) => migrate(engine, migrations, client)),
  );
}

async function migrate(
  engine: SchemaEngine,
  migrationsList: MigrationList,
  client: pg.Client,
): Promise<MigrationOutcome> {
  const history = await engine.diagnoseMigrationHistory({
    migrationsList,
    optInToShadowDatabase: false,
    filters: NO_FILTERS,
  });
  const reason = await explainHistory(history, client);
  if (reason !== null) return { outcome: "refused", reason };

  try {
    const result = await engine.applyMigrations({ migrationsList, filters: NO_FILTERS });
    const names = result.appliedMigrationNames;
    return names.length === 0 ? { outcome: "up_to_date" } : { outcome: "applied", names };
  } catch (error) {
    return {
      outcome: "refused",
      reason: await explainFailure(engine, migrationsList, client, error),
    };
  }
}

/** Why a migration that was just tried did not go through; throws what is none of ours. */
async function explainFailure(
  engine: SchemaEngine,
  migrationsList: MigrationList,
  client: pg.Client,
  error: unknown,
): Promise<string> {
  const history = await engine.diagnoseMigrationHistory({
    migrationsList,
    optInToShadowDatabase: false,
    filters: NO_FILTERS,
  });
  const reason = await explainHistory(history, client);
  if (reason === null) throw error;
  return reason;
}

async function withMigrationLock<T>(
  databaseUrl: string,
  log: (line: string) => void,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const attempt = await client.query<{ isMine: boolean }>(
      'SELECT pg_try_advisory_lock($1) AS "isMine"',
      [MIGRATION_LOCK],
    );
    if (attempt.rows[0]?.isMine !== true) {
      log("Another process is migrating this database; waiting for it.");
      await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    }
    return await work(client);
  } finally {
    // The lock ends with its connection.
    await client.end();
  }
}

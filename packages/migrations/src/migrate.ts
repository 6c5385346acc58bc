// npm run db:migrate: brings the database of DATABASE_DIRECT_URL, else of DATABASE_URL, to the
// newest migration (a pooler would lose its lock), and gives DATABASE_APP_ROLE its rights.
// With --rolled-back <name> it first forgets that migration's failed attempt.
import { existsSync } from "node:fs";
import { loadEnvFile } from "node:process";
import { parseArgs } from "node:util";
import { applyMigrations } from "./apply-migrations";
import { grantDataRights } from "./grant-data-rights";
import { withSchemaEngine } from "./schema-engine";

const { values } = parseArgs({ options: { "rolled-back": { type: "string" } } });
if (existsSync(".env")) loadEnvFile(".env");
// An empty value counts as not set.
const databaseUrl = process.env.DATABASE_DIRECT_URL || process.env.DATABASE_URL;
const appRole = process.env.DATABASE_APP_ROLE;

try {
  if (databaseUrl === undefined || databaseUrl === "") {
    throw new Error('DATABASE_URL is not set. (The local database is migrated by "npm run dev".)');
  }
  if (values["rolled-back"] !== undefined) await forget(databaseUrl, values["rolled-back"]);
  const result = await applyMigrations({ databaseUrl, log: console.log });
  if (result.outcome === "refused") throw new Error(result.reason);
  const names = result.outcome === "applied" ? result.names : [];
  for (const name of names) console.log(`Applied ${name}`);
  if (names.length === 0) console.log("The database is up to date.");
  if (appRole) {
    await grantDataRights(databaseUrl, appRole);
    console.log(`${appRole} may read and write its data.`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function forget(databaseUrl: string, migrationName: string): Promise<void> {
  await withSchemaEngine(databaseUrl, (engine) =>
    engine.markMigrationRolledBack({ migrationName }),
  );
  console.log(`Marked ${migrationName} as rolled back.`);
}

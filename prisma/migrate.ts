// npm run db:migrate: brings the database of DATABASE_URL to the newest migration.
// With --rolled-back <name> it first forgets that migration's failed attempt.
import { existsSync } from "node:fs";
import { loadEnvFile } from "node:process";
import { parseArgs } from "node:util";
import { applyMigrations } from "./apply-migrations";
import { withSchemaEngine } from "./schema-engine";

const { values } = parseArgs({ options: { "rolled-back": { type: "string" } } });
if (existsSync(".env")) loadEnvFile(".env");
const databaseUrl = process.env.DATABASE_URL;

if (databaseUrl === undefined || databaseUrl === "") {
  fail('DATABASE_URL is not set. (The local database is migrated by "npm run dev".)');
} else {
  if (values["rolled-back"] !== undefined) await forget(databaseUrl, values["rolled-back"]);
  const result = await applyMigrations({ databaseUrl, log: console.log });
  switch (result.outcome) {
    case "applied":
      for (const name of result.names) console.log(`Applied ${name}`);
      break;
    case "up_to_date":
      console.log("The database is up to date.");
      break;
    case "refused":
      fail(result.reason);
      break;
  }
}

async function forget(databaseUrl: string, migrationName: string): Promise<void> {
  await withSchemaEngine(databaseUrl, (engine) => engine.markMigrationRolledBack({ migrationName }));
  console.log(`Marked ${migrationName} as rolled back.`);
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

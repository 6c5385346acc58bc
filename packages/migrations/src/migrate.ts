// npm run db:migrate: brings the database of DATABASE_DIRECT_URL, else of DATABASE_URL, to the
// newest migration (a pooler would lose its lock), and gives DATABASE_APP_ROLE its rights.
// With --rolled-back <name> it first forgets that migration's failed attempt.
import { existsSync } from "node:fs";
import { loadEnvFile } from "node:process";
import { readOptions } from "@latchkey/command-line/read-options";
import { applyMigrations } from "./apply-migrations";
import { databaseUrlOf } from "./database-url";
import { explainError } from "./explain-error";
import { grantDataRights } from "./grant-data-rights";
import { withSchemaEngine } from "./schema-engine";

const { values } = readOptions({
  name: "npm run db:migrate",
  help: `brings the database of DATABASE_DIRECT_URL, else of DATABASE_URL, to the newest migration.

  --rolled-back NAME   first forgets the failed attempt of a migration that was repaired by hand

It needs the database server to be running, and reads .env. The database is made where it is
missing. DATABASE_APP_ROLE gets the rights that the app needs. ("npm run dev" migrates its own.)`,
  options: { "rolled-back": { type: "string" } },
});
if (existsSync(".env")) loadEnvFile(".env");
const appRole = process.env.DATABASE_APP_ROLE;

try {
  const databaseUrl = databaseUrlOf(process.env);
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
  console.error(explainError(error));
  process.exitCode = 1;
}

async function forget(databaseUrl: string, migrationName: string): Promise<void> {
  await withSchemaEngine(databaseUrl, (engine) =>
    engine.markMigrationRolledBack({ migrationName }),
  );
  console.log(`Marked ${migrationName} as rolled back.`);
}

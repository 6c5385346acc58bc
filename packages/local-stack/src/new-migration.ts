// npm run db:new-migration -- name: writes the migration that leads from the newest one
// to prisma/schema.prisma. Uses the server of DATABASE_URL for a scratch database, or
// starts one for the purpose.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Misuse, readOptions, refuse } from "@latchkey/command-line/read-options";
import { startTemporaryPostgres } from "@latchkey/local-stack/postgres/temporary-postgres";
import { databaseUrlOf } from "@latchkey/migrations/database-url";
import { diffMigrations } from "@latchkey/migrations/diff-migrations";
import { explainError } from "@latchkey/migrations/explain-error";
import { migrationsDirectory } from "@latchkey/migrations/read-migrations";

const command = {
  name: "npm run db:new-migration",
  help: `writes the migration that leads from the newest one to prisma/schema.prisma.
Usage: npm run db:new-migration -- what_it_does

It needs nothing to be running: it works in a scratch database, which it makes on the server of
DATABASE_URL or on one that it starts and stops.`,
  words: 1,
};
const [name] = readOptions(command).words;
if (name === undefined || !/^[a-z][a-z0-9_]*$/.test(name))
  refuse(command, new Misuse("Name the migration in snake_case, such as add_session"));

try {
  const script = process.env.DATABASE_URL
    ? await diffMigrations(databaseUrlOf(process.env))
    : await diffOnScratchServer();
  if (script === null) console.log("The migrations already say what the schema says.");
  else write(name, script);
} catch (error) {
  console.error(explainError(error));
  process.exitCode = 1;
}

async function diffOnScratchServer(): Promise<string | null> {
  const postgres = await startTemporaryPostgres();
  try {
    return await diffMigrations(postgres.absoluteUrl("postgres"));
  } finally {
    await postgres.stop();
  }
}

function write(name: string, script: string): void {
  const timestamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = path.join(migrationsDirectory, `${timestamp}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "migration.sql"), script);
  console.log(
    `Wrote ${path.relative(process.cwd(), folder)}/migration.sql. Read it before it is applied.`,
  );
}

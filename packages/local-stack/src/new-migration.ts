// npm run db:new-migration -- name: writes the migration that leads from the newest one
// to prisma/schema.prisma. Uses the server of DATABASE_URL for a scratch database, or
// starts one for the purpose.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startTemporaryPostgres } from "@latchkey/local-stack/postgres/temporary-postgres";
import { diffMigrations } from "@latchkey/migrations/diff-migrations";
import { migrationsDirectory } from "@latchkey/migrations/read-migrations";

const name = process.argv[2];
if (name === undefined || !/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error("Name the migration in snake_case: npm run db:new-migration -- add_session");
  process.exitCode = 1;
} else {
  const script = process.env.DATABASE_URL
    ? await diffMigrations(process.env.DATABASE_URL)
    : await diffOnScratchServer();
  if (script === null) console.log("The migrations already say what the schema says.");
  else write(name, script);
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

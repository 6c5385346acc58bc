import type { DiagnoseMigrationHistoryOutput } from "@prisma/schema-engine-wasm/schema_engine_bg";
import type pg from "pg";
import { withoutTrace } from "./explain-error";

/**
 * Says in words why a database's history of migrations cannot be carried on, which file
 * it is about and what to do, or returns null where it can.
 */
export async function explainHistory(
  history: DiagnoseMigrationHistoryOutput,
  client: pg.Client,
): Promise<string | null> {
  const failed = history.failedMigrationNames[0];
  if (failed !== undefined) return explainFailed(failed, await readLog(failed, client));

  const edited = history.editedMigrationNames[0];
  if (edited !== undefined) {
    return (
      `${fileOf(edited)} was changed after it had been applied to this database, so the ` +
      `two no longer agree. Put the file back as it was, and make the change in a new ` +
      `migration (npm run db:new-migration -- name).`
    );
  }

  const missing = missingNames(history)[0];
  if (missing !== undefined) {
    return (
      `${fileOf(missing)} was applied to this database, but the file is not here. Check ` +
      `out the version that has it, or point DATABASE_URL at another database.`
    );
  }
  return null;
}

function missingNames(history: DiagnoseMigrationHistoryOutput): string[] {
  const state = history.history;
  if (state === null || state.diagnostic === "databaseIsBehind") return [];
  return state.unpersistedMigrationNames;
}

function explainFailed(name: string, log: string | null): string {
  return (
    `${fileOf(name)} failed:\n\n${log === null ? "(it was cut off before it could say why)" : withoutTrace(log)}\n\n` +
    `Nothing else is applied until this is settled. Correct the file, undo by hand what it ` +
    `left behind (a script without its own COMMIT leaves nothing), and then run: ` +
    `npm run db:migrate -- --rolled-back ${name}`
  );
}

async function readLog(name: string, client: pg.Client): Promise<string | null> {
  const result = await client.query<{ logs: string | null }>(
    `SELECT logs FROM _prisma_migrations
     WHERE migration_name = $1 AND finished_at IS NULL AND rolled_back_at IS NULL`,
    [name],
  );
  return result.rows[0]?.logs ?? null;
}

function fileOf(name: string): string {
  return `prisma/migrations/${name}/migration.sql`;
}

import { createHash } from "node:crypto";
import { applyMigrations } from "@latchkey/migrations/apply-migrations";
import { readMigrations } from "@latchkey/migrations/read-migrations";
import {
  copyDatabase,
  databaseUrl,
  onTestServer,
  type TestDatabase,
} from "@latchkey/testing/databases";

export type { TestDatabase };

/** Any number that no other program uses for an advisory lock on the test server. */
const TEMPLATE_LOCK = 5_246_302_118;

/**
 * Makes a database of its own for a test file, with the newest schema. It is a copy of a
 * template that is migrated once a server.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  return copyDatabase(await ensureTemplate());
}

/** Of several test processes at once, one makes the template and the others wait. */
async function ensureTemplate(): Promise<string> {
  const scripts = JSON.stringify(readMigrations().migrationDirectories);
  const fingerprint = createHash("sha256").update(scripts).digest("hex").slice(0, 16);
  const template = `latchkey_template_${fingerprint}`;
  const unfinished = `${template}_unfinished`;
  await onTestServer(async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [TEMPLATE_LOCK]);
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [template]);
    if (found.rowCount === 1) return;
    await client.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
    const result = await applyMigrations({
      databaseUrl: databaseUrl(unfinished),
      log: () => undefined,
    });
    if (result.outcome === "refused") throw new Error(result.reason);
    await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${template}`);
  });
  return template;
}

import { createHash, randomUUID } from "node:crypto";
import pg from "pg";
import { applyMigrations } from "@latchkey/migrations/apply-migrations";
import { readMigrations } from "@latchkey/migrations/read-migrations";
import { localServerUrl } from "./local-server-url";

/** Any number that no other program uses for an advisory lock on the test server. */
const TEMPLATE_LOCK = 5_246_302_118;

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/**
 * Makes a database of its own for a test file, with the newest schema unless it is
 * asked for an empty one. It is a copy of a template that is migrated once a server.
 */
export async function createTestDatabase(options?: { migrated?: boolean }): Promise<TestDatabase> {
  const server = localServerUrl();
  const template = options?.migrated === false ? "template1" : await ensureTemplate(server);
  const name = `latchkey_test_${randomUUID().replaceAll("-", "")}`;
  await withServer(server, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`),
  );
  return {
    url: urlOf(server, name),
    drop: async () => {
      await withServer(server, (client) =>
        client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
      );
    },
  };
}

/** Of several test processes at once, one makes the template and the others wait. */
async function ensureTemplate(server: string): Promise<string> {
  const scripts = JSON.stringify(readMigrations().migrationDirectories);
  const fingerprint = createHash("sha256").update(scripts).digest("hex").slice(0, 16);
  const template = `latchkey_template_${fingerprint}`;
  const unfinished = `${template}_unfinished`;
  await withServer(server, async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [TEMPLATE_LOCK]);
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [template]);
    if (found.rowCount === 1) return;
    await client.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
    const databaseUrl = urlOf(server, unfinished);
    const result = await applyMigrations({ databaseUrl, log: () => undefined });
    if (result.outcome === "refused") throw new Error(result.reason);
    await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${template}`);
  });
  return template;
}

async function withServer<T>(server: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

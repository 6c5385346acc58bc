import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { applyMigrations } from "./apply-migrations";
import { withSchemaEngine } from "./schema-engine";

const schemaFile = path.join(import.meta.dirname, "../../../prisma/schema.prisma");

/**
 * The SQL that leads from what the migrations build to what prisma/schema.prisma
 * says, or null where they agree. Works in a scratch database that it makes and drops
 * on the given server.
 */
export async function diffMigrations(serverUrl: string): Promise<string | null> {
  const scratch = `latchkey_scratch_${randomUUID().replaceAll("-", "")}`;
  const scratchUrl = new URL(serverUrl);
  scratchUrl.pathname = `/${scratch}`;
  try {
    const result = await applyMigrations({ databaseUrl: scratchUrl.href, log: () => undefined });
    if (result.outcome === "refused") throw new Error(result.reason);
    return await diffDatabase(scratchUrl.href);
  } finally {
    await dropDatabase(serverUrl, scratch);
  }
}

async function diffDatabase(databaseUrl: string): Promise<string | null> {
  return withSchemaEngine(databaseUrl, async (engine) => {
    const files = [{ path: schemaFile, content: readFileSync(schemaFile, "utf8") }];
    const difference = await engine.diff({
      from: { tag: "schemaDatasource", files, configDir: path.dirname(schemaFile) },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    });
    return difference.exitCode === 2 ? difference.stdout : null;
  });
}

async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`);
  } finally {
    await client.end();
  }
}

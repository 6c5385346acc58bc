import "server-only";
import { SECOND } from "../clock";
import { databaseTrouble, db, modelNames } from "../db";
import { env } from "../env";
import { REGISTRATION_CHANGED } from "../realtime/announce";
import { DeafConnection, holdListeningConnection } from "../realtime/listening-connection";
import type { DatabaseFacts, DatabaseReads } from "./ports";

const timings = {
  beatMs: 0,
  hearWithinMs: 2 * SECOND,
  answerWithinMs: 5 * SECOND,
  firstPauseMs: 0,
  longestPauseMs: 0,
};

type Model = { findFirst: (query: object) => Promise<unknown> };

/** Whether the table of a model has each column that the app reads. No row is read. */
async function isMissing(name: string): Promise<boolean> {
  const key = name.charAt(0).toLowerCase() + name.slice(1);
  const model = (db as unknown as Record<string, Model>)[key];
  try {
    await model?.findFirst({ where: { OR: [] } });
    return false;
  } catch (error) {
    if (databaseTrouble(error) === "not_migrated") return true;
    throw error;
  }
}

async function hears(): Promise<boolean> {
  try {
    await holdListeningConnection({
      connectionString: env.DATABASE_DIRECT_URL ?? env.DATABASE_URL,
      timings,
      announce: (payload) => db.$executeRaw`SELECT pg_notify(${REGISTRATION_CHANGED}, ${payload})`,
      onPayload: () => undefined,
      onOpen: () => undefined,
      onBeat: () => false,
    });
    return true;
  } catch (error) {
    if (error instanceof DeafConnection) return false;
    throw error;
  }
}

/** Reads from the app's own database, with the app's own role. */
export const databaseReads: DatabaseReads = {
  facts: async () => {
    const [row] = await db.$queryRaw<DatabaseFacts[]>`
      SELECT current_setting('server_version_num')::int AS version,
        current_setting('transaction_read_only') = 'on' AS "isReadOnly",
        (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS "isSuperuser",
        has_schema_privilege('public', 'CREATE') AS "canCreateTables",
        (SELECT count(*)::int FROM pg_class c
          WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
            AND relname <> '_prisma_migrations'
            AND NOT (has_table_privilege(c.oid, 'SELECT') AND has_table_privilege(c.oid, 'INSERT')
              AND has_table_privilege(c.oid, 'UPDATE') AND has_table_privilege(c.oid, 'DELETE'))
        ) AS "tablesWithoutRights",
        clock_timestamp() AS now`;
    if (!row) throw new Error("the database told nothing of itself");
    return row;
  },

  missingModels: async () => {
    const missing = await Promise.all(modelNames.map(isMissing));
    return modelNames.filter((_, at) => missing[at]);
  },

  appliedMigrations: async () => {
    const [row] = await db.$queryRaw<{ mayRead: boolean | null }[]>`
      SELECT has_table_privilege(to_regclass('public._prisma_migrations')::oid, 'SELECT') AS "mayRead"`;
    if (!row?.mayRead) return null;
    const rows = await db.$queryRaw<{ name: string }[]>`
      SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL`;
    return rows.map(({ name }) => name);
  },

  hears,

  heartbeats: () => db.heartbeat.findMany(),

  strayEvents: async (since) => {
    const rows = await db.deliveryEvent.findMany({
      where: { deliveryId: null, receivedAt: { gte: since } },
      select: { type: true },
      distinct: ["type"],
    });
    return rows.map(({ type }) => type);
  },
};

import { randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { findFreePort } from "@latchkey/local-stack/ports/find-free-port";
import { removeCluster } from "@latchkey/local-stack/postgres/remove-cluster";
import { startPostgres } from "@latchkey/local-stack/postgres/start-postgres";

/** The app connects by a name of its own, so that its statements are told from the runner's. */
const APP_ROLE = "bench_app";

export interface BenchPostgres {
  /** For the runner and the bench. */
  url: string;
  /** For the app. */
  appUrl: string;
  stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL that can count statements and whose durability can be switched.
 *
 * @param kept where its data stays for the next bench; without it, the data goes when it stops
 */
export async function startBenchPostgres(kept?: string): Promise<BenchPostgres> {
  const parent = kept ?? mkdtempSync(path.join(os.tmpdir(), "latchkey-bench-"));
  mkdirSync(parent, { recursive: true });
  // When we are root, the account that runs PostgreSQL has to pass through here.
  chmodSync(parent, 0o711);
  const directory = path.join(parent, "postgres");
  const password = keepPassword(path.join(parent, "password"));
  const start = async () => startPostgres({ directory, port: await findFreePort(), password });

  let postgres = await start();
  const remove = async () => {
    if (kept !== undefined) return;
    await removeCluster(directory);
    rmSync(parent, { recursive: true, force: true });
  };
  try {
    if (await prepareCluster(postgres.absoluteUrl("postgres"), password)) {
      // The library that counts statements is loaded at the start only.
      await postgres.stop();
      postgres = await start();
    }
  } catch (error) {
    await postgres.stop();
    await remove();
    throw error;
  }
  const url = postgres.absoluteUrl("latchkey");
  const appUrl = new URL(url);
  appUrl.username = APP_ROLE;
  return {
    url,
    appUrl: appUrl.href,
    stop: async () => {
      await postgres.stop();
      await remove();
    },
  };
}

function keepPassword(file: string): string {
  if (!existsSync(file))
    writeFileSync(file, randomBytes(18).toString("base64url"), { mode: 0o600 });
  return readFileSync(file, "utf8");
}

/** Returns whether the cluster has to be started again. */
async function prepareCluster(url: string, password: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await setDurability(client, "off");
    const { rows } = await client.query<{ loaded: string }>(
      "SELECT current_setting('shared_preload_libraries') AS loaded",
    );
    if (rows[0]?.loaded !== "") return false;
    // The password is ours, of letters that SQL reads as they are.
    await client.query(`CREATE ROLE ${APP_ROLE} SUPERUSER LOGIN PASSWORD '${password}'`);
    await client.query("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'");
    await client.query("ALTER SYSTEM SET compute_query_id = off");
    return true;
  } finally {
    await client.end();
  }
}

/** Whether PostgreSQL waits for the disk before it calls a transaction done. */
export async function setDurability(client: pg.Client, state: "on" | "off"): Promise<void> {
  for (const setting of ["fsync", "synchronous_commit", "full_page_writes"])
    await client.query(`ALTER SYSTEM SET ${setting} = ${state}`);
  await reload(client);
}

/** What the app asked of the database, the most frequent first. */
export interface StatementCount {
  text: string;
  calls: number;
  milliseconds: number;
}

/** Counts what the app sends to the database while `work` is under way. */
export async function countStatements(
  client: pg.Client,
  work: () => Promise<void>,
): Promise<StatementCount[]> {
  await client.query("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
  // Without ids of statements nothing is counted, and nothing is spent on it.
  await client.query("ALTER SYSTEM SET compute_query_id = on");
  await reload(client);
  try {
    await client.query("SELECT pg_stat_statements_reset()");
    // A statement gets its id when it is prepared, and the app's connections keep theirs prepared.
    await client.query(
      "SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity WHERE usename = $1",
      [APP_ROLE],
    );
    await work();
    const { rows } = await client.query<StatementCount>(
      `SELECT query AS text, sum(calls)::float8 AS calls, sum(total_exec_time)::float8 AS milliseconds
       FROM pg_stat_statements WHERE userid = $1::regrole GROUP BY query ORDER BY calls DESC, query`,
      [APP_ROLE],
    );
    return rows;
  } finally {
    await client.query("ALTER SYSTEM SET compute_query_id = off");
    await reload(client);
  }
}

/** Returns when the connection that asks has read the settings anew; the others are told with it. */
async function reload(client: pg.Client): Promise<void> {
  await client.query("SELECT pg_reload_conf(), pg_sleep(0.2)");
}

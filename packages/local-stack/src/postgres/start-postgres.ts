import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { startGuard } from "../processes/start-guard";
import { chooseHome, type PostgresHome } from "./choose-home";
import { initialiseCluster } from "./initialise-cluster";
import { stopCluster } from "./stop-cluster";

/** Long enough for the recovery that follows a crash. */
const READY_DEADLINE_MS = 60_000;

export interface PostgresOptions {
  /** Where the data lives; made when it is not there. */
  directory: string;
  port: number;
  password: string;
  /** False only for data that is thrown away: then nothing waits for the disk. */
  isDurable?: boolean;
  onUnexpectedExit?: (reason: string) => void;
}

export interface RunningPostgres {
  /** The superuser's URL of the database with the given name. */
  absoluteUrl(database: string): string;
  stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL of our own on 127.0.0.1, after stopping one that a killed process
 * may have left running on the same data.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const home = chooseHome(options.directory);
  const cluster = path.join(home.directory, "cluster");
  await stopCluster(home, cluster);
  initialiseCluster(home, cluster, options.password);

  const logFile = path.join(options.directory, "postgres.log");
  const server = launch(home, cluster, logFile, options);
  const guard = startGuard(path.join(import.meta.dirname, "guard.ts"), [options.directory]);
  let isStopping = false;
  server.once("exit", (code, signal) => {
    const reason = `PostgreSQL ended by itself (${signal ?? `code ${code}`}), see ${logFile}.`;
    if (!isStopping) options.onUnexpectedExit?.(reason);
  });

  const absoluteUrl = (database: string) =>
    `postgresql://postgres:${options.password}@127.0.0.1:${options.port}/${database}`;
  const stop = async () => {
    isStopping = true;
    await stopCluster(home, cluster);
    guard.release();
  };
  try {
    await untilReady(absoluteUrl("postgres"), server, logFile);
  } catch (error) {
    await stop();
    throw error;
  }
  return { absoluteUrl, stop };
}

function launch(home: PostgresHome, cluster: string, logFile: string, options: PostgresOptions) {
  const settings = {
    listen_addresses: "127.0.0.1",
    port: String(options.port),
    unix_socket_directories: "",
    max_connections: "200",
    ...(options.isDurable === false && {
      fsync: "off",
      synchronous_commit: "off",
      full_page_writes: "off",
    }),
  };
  const log = openSync(logFile, "w", 0o600);
  const server = spawn(
    home.binaries.postgres,
    [
      "-D",
      cluster,
      ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ],
    {
      cwd: home.directory,
      stdio: ["ignore", log, log],
      windowsHide: true,
      // A group of its own: Ctrl-C in the terminal reaches us alone, and we stop the
      // database after the programs that use it.
      detached: process.platform !== "win32",
      ...home.owner,
    },
  );
  closeSync(log);
  return server;
}

async function untilReady(url: string, server: ChildProcess, logFile: string): Promise<void> {
  const deadline = Date.now() + READY_DEADLINE_MS;
  let failure: unknown;
  while (Date.now() < deadline) {
    if (server.exitCode !== null || server.signalCode !== null) {
      throw new Error(`PostgreSQL did not start:\n${readFileSync(logFile, "utf8").slice(-2_000)}`);
    }
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      failure = error;
      if (error instanceof pg.DatabaseError && error.code === INVALID_PASSWORD) break;
      await delay(30);
    }
  }
  throw new Error(explain(failure, logFile), { cause: failure });
}

const INVALID_PASSWORD = "28P01";

function explain(failure: unknown, logFile: string): string {
  if (failure instanceof pg.DatabaseError && failure.code === INVALID_PASSWORD) {
    return (
      "The local database does not take the password in .local/secrets.json. " +
      '"npm run dev -- --fresh" starts again from nothing.'
    );
  }
  return `PostgreSQL did not become ready within a minute, see ${logFile}.`;
}

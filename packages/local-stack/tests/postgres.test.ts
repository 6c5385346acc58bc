import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { findFreePort } from "../src/ports/find-free-port";
import { describeProcess } from "../src/processes/describe-process";
import { startChild } from "../src/processes/start-child";
import { removeCluster } from "../src/postgres/remove-cluster";
import { stopPostgres } from "../src/postgres/stop-postgres";
import { startPostgres, type RunningPostgres } from "../src/postgres/start-postgres";
import { poll } from "@latchkey/testing/poll";

let parent: string;
let directory: string;
let port: number;

beforeAll(async () => {
  parent = mkdtempSync(path.join(os.tmpdir(), "latchkey-cluster-"));
  chmodSync(parent, 0o711);
  directory = path.join(parent, "postgres");
  port = await findFreePort();
});

afterEach(() => stopPostgres(directory));

afterAll(async () => {
  await removeCluster(directory);
  rmSync(parent, { recursive: true, force: true });
});

test("what was written is there again after a stop and a start", async () => {
  const first = await start();
  await query(first, "DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 'yes' AS answer");
  await first.stop();
  const second = await start();
  expect(await query(second, "SELECT answer FROM kept")).toEqual([{ answer: "yes" }]);
  await second.stop();
});

test("after kill -9 of the server the next start recovers what was committed", async () => {
  const reasons: string[] = [];
  const first = await start((reason) => reasons.push(reason));
  await query(first, "DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 'yes' AS answer");
  process.kill(serverPid(), "SIGKILL");
  await poll("the death to be noticed", () => reasons.length > 0);
  expect(reasons[0]).toContain("PostgreSQL ended by itself (SIGKILL)");

  const second = await start();
  expect(await query(second, "SELECT answer FROM kept")).toEqual([{ answer: "yes" }]);
  await second.stop();
});

test("a server that still runs on the same data is stopped first", async () => {
  await start();
  const abandoned = serverPid();
  const second = await start();
  expect(describeProcess(abandoned)).toBeNull();
  await second.stop();
});

test("a leftover process id that now belongs to another program harms nobody", async () => {
  const first = await start();
  await first.stop();
  const pidFile = path.join(directory, "cluster", "postmaster.pid");
  writeFileSync(pidFile, `${process.pid}\n${path.join(directory, "cluster")}\n`);
  const second = await start();
  expect(serverPid()).not.toBe(process.pid);
  await second.stop();
});

test("when the process that started it is killed, the server stops by itself", async () => {
  const logFile = path.join(parent, "starter.log");
  const starter = startChild({
    name: "The starter",
    script: path.join(import.meta.dirname, "start-postgres-and-wait.ts"),
    args: [directory, String(port)],
    cwd: process.cwd(),
    environment: process.env,
    logFile,
  });
  await poll("the server", () => readFileSync(logFile, "utf8").includes("ready"), {
    deadlineMs: 30_000,
  });
  const pid = serverPid();
  starter.kill();
  await poll("the server to stop", () => describeProcess(pid) === null, { deadlineMs: 20_000 });
  expect(existsSync(path.join(directory, "cluster", "postmaster.pid"))).toBe(false);
});

test("a password that no longer fits is told in words", async () => {
  const first = await start();
  await first.stop();
  await expect(startPostgres({ directory, port, password: "another" })).rejects.toThrow("--fresh");
});

function start(onUnexpectedExit?: (reason: string) => void): Promise<RunningPostgres> {
  return startPostgres({ directory, port, password: "test-only", onUnexpectedExit });
}

function serverPid(): number {
  return Number.parseInt(
    readFileSync(path.join(directory, "cluster", "postmaster.pid"), "utf8"),
    10,
  );
}

async function query(postgres: RunningPostgres, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: postgres.absoluteUrl("postgres") });
  await client.connect();
  try {
    return (await client.query(sql)).rows as unknown[];
  } finally {
    await client.end();
  }
}

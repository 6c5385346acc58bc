// A real hot standby, as the app meets it when DATABASE_URL names the wrong one of a pair or
// while a failover is under way: it answers, and takes no change.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findFreePort } from "@latchkey/local-stack/ports/find-free-port";
import { removeCluster } from "@latchkey/local-stack/postgres/remove-cluster";
import { startPostgres, type RunningPostgres } from "@latchkey/local-stack/postgres/start-postgres";
import { applyMigrations } from "@latchkey/migrations/apply-migrations";
import { poll } from "@latchkey/testing/poll";

const NAME = "latchkey";

let parent: string;
let directory: string;
let standby: RunningPostgres;
let observer: pg.Client;

beforeAll(async () => {
  parent = mkdtempSync(path.join(os.tmpdir(), "latchkey-standby-"));
  // When we are root, the account that runs PostgreSQL has to pass through here.
  chmodSync(parent, 0o711);
  directory = path.join(parent, "postgres");
  const options = {
    directory,
    port: await findFreePort(),
    password: "test-only",
    isDurable: false,
  };
  const primary = await startPostgres(options);
  await applyMigrations({ databaseUrl: primary.absoluteUrl(NAME), log: () => undefined });
  await primary.stop();
  writeFileSync(path.join(directory, "cluster", "standby.signal"), "");
  standby = await startPostgres(options);
  process.env.DATABASE_URL = standby.absoluteUrl(NAME);
  observer = new pg.Client({ connectionString: standby.absoluteUrl(NAME) });
  await observer.connect();
});

afterAll(async () => {
  const { db } = await import("@/lib/db");
  await db.$disconnect();
  await observer.end();
  await standby.stop();
  await removeCluster(directory);
  rmSync(parent, { recursive: true, force: true });
});

/** Connections that listen or tried to. */
async function listeners(): Promise<number> {
  const { rowCount } = await observer.query(
    "SELECT FROM pg_stat_activity WHERE query LIKE 'LISTEN %'",
  );
  return rowCount ?? 0;
}

test("health says that the database is read-only", async () => {
  const { checkHealth } = await import("@/lib/health/check-health");
  const { db } = await import("@/lib/db");
  // The first query of a process takes longer. Its age is that of the test run, so it is handed in.
  expect(await db.user.count()).toBe(0);
  expect(await checkHealth(new Date(), 0)).toMatchObject({
    database: "read_only",
    problems: [expect.stringContaining("DATABASE_URL must name the primary")],
  });
});

test("who listens there leaves no connection behind, and hears again after the promotion", async () => {
  const { createListening } = await import("@/lib/realtime/listening");
  let tries = 0;
  const listening = createListening({
    connectionString: standby.absoluteUrl(NAME),
    timings: {
      beatMs: 50,
      hearWithinMs: 500,
      answerWithinMs: 500,
      firstPauseMs: 10,
      longestPauseMs: 50,
    },
    announce: (payload) =>
      observer.query("SELECT pg_notify('registration_changed', $1)", [payload]),
  });
  const leave = listening.subscribe(crypto.randomUUID(), () => undefined);
  await poll("listening to be refused", () => listening.status().state === "down");
  await poll("many tries more", async () => {
    expect(await listeners()).toBeLessThanOrEqual(1);
    return (tries += 1) === 40;
  });
  await observer.query("SELECT pg_promote()");
  await poll("listening to begin", () => listening.status().state === "hearing");
  expect(await listeners()).toBe(1);
  leave();
  await poll("listening to end", () => listening.status().state === "idle");
});

import type { Database } from "./database";

/** Any number that no other program uses for an advisory lock on this server. */
const UPGRADE_LOCK = 7_261_553_904;

/**
 * The runner's own schema, one entry a version. Append; never change an entry that was
 * released. Everything lives in the schema `inngest_runner`, which may be dropped when no
 * run is needed any more.
 */
const VERSIONS: readonly string[] = [
  `
  -- What each app registered, as it sent it; the catalog is read from here at start.
  CREATE TABLE app (
    id text PRIMARY KEY, url text NOT NULL, registration text NOT NULL, registered_at timestamptz NOT NULL);

  -- Events that have no runs yet: their time is to come, or no app has registered so far.
  CREATE TABLE held_event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, due_at timestamptz NOT NULL, event text NOT NULL);
  CREATE INDEX held_event_due ON held_event (due_at);

  -- One execution of a function for one event. event_key makes a repeated event start
  -- nothing; pruning clears it after 24 h. pending: planned steps without a result yet.
  CREATE TABLE run (
    id text PRIMARY KEY, function_id text NOT NULL, status text NOT NULL DEFAULT 'queued',
    event_id text NOT NULL, event_name text NOT NULL, event text NOT NULL, event_key text,
    pending text[] NOT NULL DEFAULT '{}', slots text[] NOT NULL DEFAULT '{}',
    parent_run_id text, parent_step_id text,
    output text, error text,
    created_at timestamptz NOT NULL, started_at timestamptz, ended_at timestamptz,
    CHECK (status IN ('queued', 'running', 'completed', 'failed', 'cancelled')),
    UNIQUE (function_id, event_key)) WITH (fillfactor = 80);
  CREATE INDEX run_event ON run (event_id);
  CREATE INDEX run_unfinished ON run (function_id) WHERE ended_at IS NULL;

  -- Results of steps, memoised: the first that is stored stays. result is what the SDK reads.
  CREATE TABLE step (
    run_id text NOT NULL, step_id text NOT NULL, seq bigint GENERATED ALWAYS AS IDENTITY,
    name text NOT NULL, op text NOT NULL, result text NOT NULL, attempts int NOT NULL,
    stored_at timestamptz NOT NULL, PRIMARY KEY (run_id, step_id));

  -- Attempts that failed, for the person who reads the run's page.
  CREATE TABLE failed_attempt (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, run_id text NOT NULL, step text,
    attempt int NOT NULL, error text NOT NULL, failed_at timestamptz NOT NULL);
  CREATE INDEX failed_attempt_run ON failed_attempt (run_id);

  -- What is to be done next for a run. due_at: when it may be taken or, while a lease_token
  -- is set, when the lease of the process that works on it ends.
  CREATE TABLE job (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, key text NOT NULL UNIQUE,
    run_id text NOT NULL, function_id text NOT NULL, kind text NOT NULL,
    step_id text, step_name text, starts boolean NOT NULL DEFAULT false,
    attempt int NOT NULL DEFAULT 0, due_at timestamptz NOT NULL, lease_token uuid,
    slots text[] NOT NULL DEFAULT '{}', throttle_key text,
    event_name text, condition text,
    CHECK (kind IN ('call', 'sleep', 'wait', 'invoke'))) WITH (fillfactor = 80);
  CREATE INDEX job_due ON job (due_at, id);
  CREATE INDEX job_run ON job (run_id);
  CREATE INDEX job_waits_for ON job (event_name) WHERE event_name IS NOT NULL;
  CREATE INDEX job_leased ON job (lease_token) WHERE lease_token IS NOT NULL;

  -- Throttles and rate limits: the theoretical arrival time of each key (GCRA), as
  -- milliseconds with their fraction: cut to whole ones, a limit would let more through.
  CREATE TABLE rate (key text PRIMARY KEY, arrival_ms float8 NOT NULL);

  -- Keys of functions with "idempotency", each blocked until its time.
  CREATE TABLE idempotency (
    function_id text NOT NULL, key text NOT NULL, until timestamptz NOT NULL,
    PRIMARY KEY (function_id, key));

  -- The next tick of each schedule; a time in the past is a tick that was missed.
  CREATE TABLE cron (
    function_id text NOT NULL, expression text NOT NULL, next_at timestamptz NOT NULL,
    PRIMARY KEY (function_id, expression));
  `,
  `
  -- What is due goes in this order: the time it came due, moved by its run's priority while
  -- the run has not started. Throttled starts have an index of their own, or each look at a
  -- long queue would pass all of it by; its first column finds the keys without reading them.
  ALTER TABLE job ADD COLUMN rank timestamptz;
  UPDATE job SET rank = due_at;
  ALTER TABLE job ALTER COLUMN rank SET NOT NULL;
  -- How often a job was called. A checkpoint of an earlier call is late and changes nothing.
  ALTER TABLE job ADD COLUMN generation int NOT NULL DEFAULT 0;
  CREATE INDEX job_next ON job (rank, id) WHERE throttle_key IS NULL;
  CREATE INDEX job_throttled ON job (throttle_key, rank, id) WHERE throttle_key IS NOT NULL;
  `,
];

const CURRENT = { text: "SELECT max(number) AS number FROM version" };
const RECORD = { text: "INSERT INTO version (number) VALUES ($1)" };

/** Creates the runner's schema or brings it to this version. Two at once are safe. */
export async function upgradeSchema(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query({ text: "SELECT pg_advisory_xact_lock($1)" }, [UPGRADE_LOCK]);
    await tx.query({ text: "CREATE SCHEMA IF NOT EXISTS inngest_runner" });
    await tx.query({ text: "CREATE TABLE IF NOT EXISTS version (number int PRIMARY KEY)" });
    const [current] = await tx.query<{ number: number | null }>(CURRENT);
    for (const [index, text] of VERSIONS.entries()) {
      if (index < (current?.number ?? 0)) continue;
      await tx.query({ text });
      await tx.query(RECORD, [index + 1]);
    }
  });
}

import type { Context } from "./context";
import type { Database, Statement } from "./database";

/** How long a repeated event starts nothing; Inngest keeps event ids as long. */
const REMEMBERED_MS = 24 * 60 * 60 * 1_000;
/** Ended runs that stay to be looked at. */
const SHOWN_RUNS = 2_000;

/** The oldest run that is still shown; null while there are fewer. */
const OLDEST_SHOWN: Statement = {
  name: "oldest-shown-run",
  text: "SELECT id FROM run WHERE ended_at IS NOT NULL ORDER BY id DESC OFFSET $1 LIMIT 1",
};

/** Of runs that are not shown any more only the row stays, and only as long as it is needed. */
const OF_OLD_RUNS: readonly Statement[] = [
  {
    name: "prune-steps",
    text: "DELETE FROM step USING run WHERE step.run_id = run.id AND run.id <= $1 AND run.ended_at IS NOT NULL",
  },
  {
    name: "prune-failed-attempts",
    text: "DELETE FROM failed_attempt USING run WHERE run_id = run.id AND run.id <= $1 AND run.ended_at IS NOT NULL",
  },
];

const OLD_RUNS: Statement = {
  name: "prune-runs",
  text: "DELETE FROM run WHERE id <= $1 AND ended_at < $2",
};

const FORGET_EVENTS: Statement = {
  name: "forget-event-keys",
  text: "UPDATE run SET event_key = NULL WHERE event_key IS NOT NULL AND created_at < $1",
};

const FORGET_IDEMPOTENCY: Statement = {
  name: "forget-idempotency",
  text: "DELETE FROM idempotency WHERE until < $1",
};

const FORGET_RATES: Statement = {
  name: "forget-rates",
  text: "DELETE FROM rate WHERE arrival_ms < $1",
};

/** Removes what nobody needs any more: old runs with their steps, and keys that block nothing. */
export async function prune(database: Database, context: Context): Promise<void> {
  const now = context.now();
  const forgotten = new Date(now - REMEMBERED_MS);
  const [oldest] = await database.query<{ id: string }>(OLDEST_SHOWN, [SHOWN_RUNS]);
  if (oldest !== undefined) {
    for (const statement of OF_OLD_RUNS) await database.query(statement, [oldest.id]);
    await database.query(OLD_RUNS, [oldest.id, forgotten]);
  }
  await database.query(FORGET_EVENTS, [forgotten]);
  await database.query(FORGET_IDEMPOTENCY, [new Date(now)]);
  await database.query(FORGET_RATES, [now]);
}

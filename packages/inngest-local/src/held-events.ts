import { acceptEvents, onlyStartRuns, startRuns } from "./accept-events";
import type { Context } from "./context";
import type { Database, Statement, Transaction } from "./database";
import { isAwaited, resumeWaits } from "./resume-waits";
import type { RunnerEvent } from "./runner-event";

const HOLD: Statement = {
  name: "hold-events",
  text: `
    INSERT INTO held_event (due_at, event)
    SELECT due_at, event FROM unnest($1::timestamptz[], $2::text[]) AS r(due_at, event)`,
};

const TAKE: Statement = {
  name: "take-held-events",
  text: `
    WITH due AS (SELECT id FROM held_event WHERE due_at <= $1 ORDER BY due_at, id LIMIT 500 FOR UPDATE SKIP LOCKED),
    taken AS (DELETE FROM held_event USING due WHERE held_event.id = due.id RETURNING held_event.*)
    SELECT event FROM taken ORDER BY due_at, id`,
};

/**
 * Takes events in: those of now have their effect at once. Those with a time to come are
 * held until then, and all of them while no app has registered: the sender was told that
 * they arrived.
 */
export async function takeIn(
  database: Database,
  context: Context,
  events: readonly RunnerEvent[],
): Promise<void> {
  const now = context.now();
  const noFunctions = context.catalog.functions().length === 0;
  const later = events.filter((event) => noFunctions || event.ts > now);
  if (later.length === 0 && onlyStartRuns(context, events)) {
    // Beside each other: the sender waits for both, and repeats the POST if one fails.
    const [isWaitedFor] = await Promise.all([
      isAwaited(database, events),
      startRuns(database, context, events),
    ]);
    if (isWaitedFor) await database.transaction((tx) => resumeWaits(tx, context, events));
    return;
  }
  await database.transaction(async (tx) => {
    await hold(tx, later);
    await acceptEvents(
      tx,
      context,
      events.filter((event) => !later.includes(event)),
    );
  });
}

async function hold(tx: Transaction, events: readonly RunnerEvent[]): Promise<void> {
  if (events.length === 0) return;
  const times = events.map((event) => new Date(event.ts));
  await tx.query(HOLD, [times, events.map((event) => JSON.stringify(event))]);
}

/** Lets the held events whose time has come have their effect. */
export async function releaseHeldEvents(database: Database, context: Context): Promise<void> {
  if (context.catalog.functions().length === 0) return;
  await database.transaction(async (tx) => {
    const rows = await tx.query<{ event: string }>(TAKE, [new Date(context.now())]);
    await acceptEvents(
      tx,
      context,
      rows.map((row) => JSON.parse(row.event) as RunnerEvent),
    );
  });
}

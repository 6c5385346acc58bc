import type { Context } from "./context";
import type { CronSchedule } from "./cron";
import type { Database, Statement, Transaction } from "./database";
import type { RegisteredApp } from "./read-registration";
import { SCHEDULED_TIMER, type RunnerEvent } from "./runner-event";
import { scheduleRuns } from "./schedule-runs";

const DUE: Statement = {
  name: "due-crons",
  text: "SELECT function_id, expression FROM cron WHERE next_at <= $1 FOR UPDATE SKIP LOCKED",
};

const SET_NEXT: Statement = {
  name: "set-next-tick",
  text: `
    INSERT INTO cron (function_id, expression, next_at) VALUES ($1, $2, $3)
    ON CONFLICT (function_id, expression) DO UPDATE SET next_at = excluded.next_at`,
};

const FORGET: Statement = {
  name: "forget-cron",
  text: "DELETE FROM cron WHERE function_id = $1 AND expression = $2",
};

const KNOWN: Statement = { name: "known-crons", text: "SELECT function_id, expression FROM cron" };

interface CronRow {
  function_id: string;
  expression: string;
}

/**
 * Starts a run for each schedule whose tick has come. Ticks that were missed, while the
 * runner was down, are made up for by one run, for the latest of them. The tick is the
 * event's id, so that it starts no second run.
 */
export async function fireCrons(database: Database, context: Context): Promise<void> {
  await database.transaction(async (tx) => {
    const now = new Date(context.now());
    const rows = await tx.query<CronRow>(DUE, [now]);
    for (const row of rows) {
      const definition = context.catalog.find(row.function_id);
      const schedule = definition?.crons.find((cron) => cron.source === row.expression);
      const tick = schedule?.latest(now);
      if (definition !== undefined && schedule !== undefined && tick !== undefined) {
        const event = timerEvent(schedule, tick, now);
        await scheduleRuns(tx, context, [{ definition, event, eventKey: event.id }]);
      }
      await setNext(tx, row, schedule?.next(now));
    }
  });
}

/** Brings the stored ticks into step with the schedules of these apps. */
export async function alignCrons(
  tx: Transaction,
  context: Context,
  apps: readonly RegisteredApp[],
): Promise<void> {
  const rows = await tx.query<CronRow>(KNOWN);
  const registered = apps
    .flatMap((app) => app.functions)
    .flatMap(({ id, crons }) =>
      crons.map((cron) => ({ function_id: id, expression: cron.source, cron })),
    );
  const isSame = (a: CronRow) => (b: CronRow) =>
    a.function_id === b.function_id && a.expression === b.expression;
  for (const row of rows) {
    if (!registered.some(isSame(row))) await setNext(tx, row, undefined);
  }
  for (const row of registered) {
    if (!rows.some(isSame(row))) await setNext(tx, row, row.cron.next(new Date(context.now())));
  }
}

/** The event of a tick, in the form in which Inngest sends it. */
export function timerEvent(schedule: CronSchedule, tick: Date, now: Date): RunnerEvent {
  const at = tick.toISOString().replace(/\.\d+Z$/, "Z");
  const data = { cron: schedule.source, scheduledAt: at, fireAt: at };
  return { id: at, name: SCHEDULED_TIMER, ts: now.getTime(), user: {}, data };
}

async function setNext(tx: Transaction, row: CronRow, next: Date | undefined): Promise<void> {
  const values = [row.function_id, row.expression];
  if (next === undefined) await tx.query(FORGET, values);
  else await tx.query(SET_NEXT, [...values, next]);
}

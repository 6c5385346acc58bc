import "server-only";
import type { DomainEvent } from "@/inngest/events";
import { after, SECOND } from "../clock";
import { v7 as uuidv7 } from "uuid";
import { db, join, type Sql, sql, type Tx } from "../db";
import { traceOfEvent } from "../tracing/event-trace";

/** How long a publisher may take before others believe it dead. */
const CLAIM_MS = 30 * SECOND;

/** Events that go to Inngest in one request. */
const BATCH = 100;

/** An event on its way to Inngest. */
export type ClaimedEvent = { id: string; name: string; data: Record<string, unknown> };

/**
 * Takes up to a hundred unpublished events for this publisher, oldest first. Others skip
 * them until the claim ends, so that two publishers rarely send the same event; where
 * they do, Inngest drops the second by its id. "= ANY (ARRAY(…))" runs the subquery once: with
 * "IN" PostgreSQL may run it for each row, and then more than a hundred are taken.
 *
 * @returns a full batch means there are more
 */
export async function claimEvents(now: Date): Promise<{ events: ClaimedEvent[]; isMore: boolean }> {
  const events = await db.$queryRaw<ClaimedEvent[]>`
    UPDATE outbox_event SET claimed_until = ${after(now, CLAIM_MS)}
    WHERE id = ANY (ARRAY(
      SELECT id FROM outbox_event
      WHERE published_at IS NULL AND (claimed_until IS NULL OR claimed_until < ${now})
      ORDER BY created_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED))
    RETURNING id, name, data`;
  return { events, isMore: events.length === BATCH };
}

/** Remembers that Inngest has these events. */
export async function markPublished(ids: string[], now: Date): Promise<void> {
  await db.outboxEvent.updateMany({ where: { id: { in: ids } }, data: { publishedAt: now } });
}

/** Gives events back that could not be published, for the next publisher to take at once. */
export async function releaseClaim(ids: string[]): Promise<void> {
  await db.outboxEvent.updateMany({
    where: { id: { in: ids }, publishedAt: null },
    data: { claimedUntil: null },
  });
}

/**
 * The statement that writes events down, for the transaction of the change they tell of or as a
 * part of its statement: both are kept, or neither. They are published after the response, and
 * by the sweeper if that fails.
 */
export function insertEvents(events: DomainEvent[], now: Date): Sql {
  const trace = traceOfEvent();
  const rows = events.map(
    ({ name, data }) =>
      sql`(${uuidv7()}::uuid, ${name}, ${JSON.stringify({ ...data, ...trace })}::jsonb, ${now})`,
  );
  return sql`INSERT INTO outbox_event (id, name, data, created_at) VALUES ${join(rows)}`;
}

/** Writes events down in the transaction of the change they tell of. */
export async function enqueue(tx: Tx, events: DomainEvent[], now: Date): Promise<void> {
  if (events.length > 0) await tx.$executeRaw(insertEvents(events, now));
}

import "server-only";
import type { DomainEvent } from "@/inngest/events";
import { after, SECOND } from "../clock";
import { db, type Tx } from "../db";
import { withSpan } from "../tracing/with-span";
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
 */
export function claimEvents(now: Date): Promise<ClaimedEvent[]> {
  return db.$queryRaw<ClaimedEvent[]>`
    UPDATE outbox_event SET claimed_until = ${after(now, CLAIM_MS)}
    WHERE id = ANY (ARRAY(
      SELECT id FROM outbox_event
      WHERE published_at IS NULL AND (claimed_until IS NULL OR claimed_until < ${now})
      ORDER BY created_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED))
    RETURNING id, name, data`;
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
 * Writes an event down in the transaction of the change it tells of: both are kept, or
 * neither. It is published after the response, and by the sweeper if that fails.
 */
export async function enqueue(tx: Tx, event: DomainEvent, now: Date): Promise<void> {
  const { name } = event;
  await withSpan(`enqueue ${name}`, {}, () =>
    tx.outboxEvent.create({
      data: { name, data: { ...event.data, ...traceOfEvent() }, createdAt: now },
      select: { id: true },
    }),
  );
}

/** The same for many events at once, that no request asked for. */
export async function enqueueAll(tx: Tx, events: DomainEvent[], now: Date): Promise<void> {
  const data = events.map((event) => ({ ...event, createdAt: now }));
  await tx.outboxEvent.createMany({ data });
}

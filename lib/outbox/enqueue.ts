import "server-only";
import type { DomainEvent } from "@/inngest/events";
import type { Tx } from "../db";
import { inSpan } from "../tracing/with-span";
import { traceparent } from "../tracing/traceparent";

/**
 * Writes an event down in the transaction of the change it tells of: both are kept, or
 * neither. It is published after the response, and by the sweeper if that fails.
 */
export async function enqueue(tx: Tx, event: DomainEvent, now: Date): Promise<void> {
  const { name } = event;
  await inSpan(`enqueue ${name}`, {}, () =>
    tx.outboxEvent.create({
      data: { name, data: { ...event.data, ...traceparent() }, createdAt: now },
      select: { id: true },
    }),
  );
}

/** The same for many events at once, that no request asked for. */
export async function enqueueAll(tx: Tx, events: DomainEvent[], now: Date): Promise<void> {
  const data = events.map((event) => ({ ...event, createdAt: now }));
  await tx.outboxEvent.createMany({ data });
}

import "server-only";
import type { DomainEvent } from "@/inngest/events";
import type { Tx } from "../db";

/**
 * Writes an event down in the transaction of the change it tells of: both are kept, or
 * neither. It is published after the response, and by the sweeper if that fails.
 */
export async function enqueue(tx: Tx, event: DomainEvent, now: Date): Promise<void> {
  await tx.outboxEvent.create({
    data: { name: event.name, data: event.data, createdAt: now },
    select: { id: true },
  });
}

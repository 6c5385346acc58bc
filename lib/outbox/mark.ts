import "server-only";
import { db } from "../db";

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

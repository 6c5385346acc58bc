import "server-only";
import { after, SECOND } from "../clock";
import { db } from "../db";

/** How long a publisher may take before others believe it dead. */
const CLAIM_MS = 30 * SECOND;

/** Events that go to Inngest in one request. */
const BATCH = 100;

/** An event on its way to Inngest. */
export type ClaimedEvent = { id: string; name: string; data: Record<string, unknown> };

/**
 * Takes up to a hundred unpublished events for this publisher, oldest first. Others skip
 * them until the claim ends, so that two publishers rarely send the same event; where
 * they do, Inngest drops the second by its id.
 */
export function claimEvents(now: Date): Promise<ClaimedEvent[]> {
  return db.$queryRaw<ClaimedEvent[]>`
    UPDATE outbox_event SET claimed_until = ${after(now, CLAIM_MS)}
    WHERE id IN (
      SELECT id FROM outbox_event
      WHERE published_at IS NULL AND (claimed_until IS NULL OR claimed_until < ${now})
      ORDER BY created_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
    RETURNING id, name, data`;
}

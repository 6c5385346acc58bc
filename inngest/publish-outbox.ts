import { log } from "@/lib/log";
import { oncePerProcess } from "@/lib/once-per-process";
import { metrics } from "@/lib/metrics/metrics";
import { claimEvents, markPublished, releaseClaim } from "@/lib/outbox/outbox";
import { inngest } from "./client";

/**
 * Sends every event that waits in the outbox to Inngest.
 *
 * @returns how many were published
 * @throws when Inngest does not take them; they stay in the outbox
 */
export async function publishOutbox(): Promise<number> {
  let published = 0;
  for (;;) {
    const { events, isMore } = await claimEvents(new Date());
    if (events.length === 0) return published;
    const ids = events.map((event) => event.id);
    try {
      await inngest.send(events);
    } catch (error) {
      metrics.outboxFailures.inc();
      await releaseClaim(ids);
      throw error;
    }
    await markPublished(ids, new Date());
    metrics.outboxPublished.inc(events.length);
    published += events.length;
    if (!isMore) return published;
  }
}

type Publisher = { underWay: Promise<void> | undefined; isAskedAgain: boolean };
const publisher = oncePerProcess<Publisher>("publisher", () => ({
  underWay: undefined,
  isAskedAgain: false,
}));

/**
 * Publishes soon, for use after a response. Requests that come while a publisher is at
 * work share its next round, so that a burst of registrations becomes a few requests.
 * A failure is logged, not thrown: the sweeper will find what was left.
 */
export function publishOutboxSoon(): Promise<void> {
  publisher.isAskedAgain = true;
  publisher.underWay ??= (async () => {
    while (publisher.isAskedAgain) {
      publisher.isAskedAgain = false;
      await publishOutbox().catch((error: unknown) => {
        log.warn({ err: error }, "events stay in the outbox: Inngest did not take them");
      });
    }
    publisher.underWay = undefined;
  })();
  return publisher.underWay;
}

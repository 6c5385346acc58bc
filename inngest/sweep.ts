import { MINUTE } from "@/lib/clock";
import { log } from "@/lib/log";
import { oncePerProcess } from "@/lib/once-per-process";
import { republishOverdue } from "@/lib/email/republish-overdue";
import { sweepHolds } from "@/lib/email/provider-holds/sweep-holds";
import { republishReplays } from "@/lib/operator/replay-batches"; // operator's console
import { publishOutbox } from "./publish-outbox";

/**
 * Publishes what was left in the outbox, and writes and publishes new events for work that
 * Inngest took and never did, and for emails that waited for their mailbox provider.
 *
 * @throws when Inngest takes nothing
 */
export async function sweep(): Promise<{ published: number; republished: number }> {
  const published = await publishOutbox();
  const emails = await republishOverdue();
  // Another sweep has just looked.
  if (emails === null) return { published, republished: 0 };
  const counts = [
    emails,
    await sweepHolds(),
    await republishReplays(), // operator's console
  ];
  const republished = counts.reduce((sum, count) => sum + count);
  if (republished > 0) await publishOutbox();
  return { published, republished };
}

const EVERY_MS = MINUTE / 2;

/**
 * Sweeps now and then in this process too: an Inngest that has lost its crons, or the address
 * of this app, sweeps nothing. Over all processes it is done about as often as in one.
 */
export function keepSweeping(): void {
  oncePerProcess("sweeper", () =>
    setInterval(() => {
      sweep().catch((error: unknown) =>
        log.warn({ err: error }, "the sweep in this process failed"),
      );
    }, EVERY_MS).unref(),
  );
}

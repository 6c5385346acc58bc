import "server-only";
import { MINUTE, SECOND } from "../clock";
import { db, type SenderStanding } from "../db";

/** An event that waits longer than this has been missed by the sweeper as well. */
const LONGEST_LAG_MS = 3 * MINUTE;
/** The sweeper runs every minute; five misses are no accident. */
const LONGEST_SWEEP_PAUSE_MS = 5 * MINUTE;
/** A process that has just started may have come up with everything else. */
const GRACE_MS = 5 * MINUTE;

/** How the service is. `problems` is empty exactly when it is well. */
export type Health = {
  database: "up" | "down";
  outboxLagSeconds: number | null;
  lastSweepAt: string | null;
  /** How close bounces and complaints bring us to being stopped. No reason to stop serving. */
  senderStanding: SenderStanding | null;
  problems: string[];
};

/** Looks at what the service cannot do without. Never throws. */
export async function checkHealth(
  now = new Date(),
  uptimeMs = process.uptime() * SECOND,
): Promise<Health> {
  try {
    const [oldest, sweep, sender] = await Promise.all([
      db.outboxEvent.findFirst({
        where: { publishedAt: null },
        orderBy: { createdAt: "asc" },
        select: { createdAt: true },
      }),
      db.heartbeat.findUnique({ where: { name: "sweep-outbox" } }),
      db.sender.findFirst({ select: { standing: true } }),
    ]);
    const lagMs = oldest ? now.getTime() - oldest.createdAt.getTime() : 0;
    const pauseMs = sweep ? now.getTime() - sweep.at.getTime() : Infinity;
    const problems: string[] = [];
    if (lagMs > LONGEST_LAG_MS)
      problems.push("events wait in the outbox: Inngest does not take them");
    if (pauseMs > LONGEST_SWEEP_PAUSE_MS && uptimeMs > GRACE_MS)
      problems.push("the outbox is not swept: Inngest does not run the functions of this app");
    return {
      database: "up",
      outboxLagSeconds: Math.max(0, Math.round(lagMs / SECOND)),
      lastSweepAt: sweep?.at.toISOString() ?? null,
      senderStanding: sender?.standing ?? null,
      problems,
    };
  } catch {
    return {
      database: "down",
      outboxLagSeconds: null,
      lastSweepAt: null,
      senderStanding: null,
      problems: ["the database does not answer"],
    };
  }
}

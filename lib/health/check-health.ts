import "server-only";
import { MINUTE, SECOND } from "../clock";
import { db, type SenderStanding } from "../db";
import { checkEmails } from "./email-health";
import { cronProblems } from "./heartbeat";

/** An event that waits longer than this has been missed by the sweeper as well. */
const LONGEST_LAG_MS = 3 * MINUTE;

/** How the service is. `problems` is empty exactly when it is well. */
export type Health = {
  database: "up" | "down";
  outboxLagSeconds: number | null;
  /** How long the oldest email is overdue that nobody has tried in time. */
  emailOverdueSeconds: number | null;
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
    const [oldest, heartbeats, sender, emails] = await Promise.all([
      db.outboxEvent.findFirst({
        where: { publishedAt: null },
        orderBy: { createdAt: "asc" },
        select: { createdAt: true },
      }),
      db.heartbeat.findMany(),
      db.sender.findFirst({ select: { standing: true } }),
      checkEmails(now),
    ]);
    const sweep = heartbeats.find(({ name }) => name === "sweep-outbox");
    const lagMs = oldest ? now.getTime() - oldest.createdAt.getTime() : 0;
    const problems: string[] = [];
    if (lagMs > LONGEST_LAG_MS)
      problems.push("events wait in the outbox: Inngest does not take them");
    problems.push(...cronProblems(heartbeats, now, uptimeMs), ...emails.problems);
    return {
      database: "up",
      outboxLagSeconds: Math.max(0, Math.round(lagMs / SECOND)),
      emailOverdueSeconds: emails.overdueSeconds,
      lastSweepAt: sweep?.at.toISOString() ?? null,
      senderStanding: sender?.standing ?? null,
      problems,
    };
  } catch {
    return {
      database: "down",
      outboxLagSeconds: null,
      emailOverdueSeconds: null,
      lastSweepAt: null,
      senderStanding: null,
      problems: ["the database does not answer"],
    };
  }
}

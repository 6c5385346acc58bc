import "server-only";
import { MINUTE, SECOND } from "../clock";
import { turnstileAwaySince } from "../bot-protection/turnstile";
import { databaseTrouble, db, type SenderStanding } from "../db";
import { log } from "../log";
import { listeningStatus } from "../realtime/subscribe";
import { within } from "../within";
import { checkEmails } from "./email-health";
import {
  holdWarnings,
  listeningWarnings,
  quotaWarnings,
  turnstileWarnings,
} from "./health-warnings";
import { cronProblems } from "../heartbeat";

/** An event that waits longer than this has been missed by the sweeper as well. */
const LONGEST_LAG_MS = 3 * MINUTE;
/** A database that takes longer is of no use. Health checks of machines wait five seconds. */
const DATABASE_TIMEOUT_MS = 4 * SECOND;

/** How the service is. `problems` is empty exactly when people can be served. */
export type Health = {
  /**
   * "read_only": a standby, or one that was set so. "not_migrated": it answers, and what this
   * version needs is not in it. Nobody can register or sign in.
   */
  database: "up" | "read_only" | "not_migrated" | "down";
  outboxLagSeconds: number | null;
  /** How long the oldest email is overdue that nobody has tried in time. */
  emailOverdueSeconds: number | null;
  lastSweepAt: string | null;
  /** How close bounces and complaints bring us to being stopped. No reason to stop serving. */
  senderStanding: SenderStanding | null;
  problems: string[];
  /** What works, but worse than it should. */
  warnings: string[];
};

async function isReadOnly(): Promise<boolean> {
  const [row] = await db.$queryRaw<{ isReadOnly: boolean }[]>`
    SELECT current_setting('transaction_read_only') = 'on' AS "isReadOnly"`;
  return row?.isReadOnly ?? false;
}

/** Looks at what the service cannot do without. Never throws. */
export async function checkHealth(
  now = new Date(),
  uptimeMs = process.uptime() * SECOND,
): Promise<Health> {
  // A connection whose packets vanish would keep us waiting for many minutes.
  const health = await within(DATABASE_TIMEOUT_MS, askDatabase(now, uptimeMs)).catch(
    (error: unknown) => (databaseTrouble(error) === "not_migrated" ? NOT_MIGRATED : null),
  );
  return health ?? AWAY;
}

const UNKNOWN = {
  outboxLagSeconds: null,
  emailOverdueSeconds: null,
  lastSweepAt: null,
  senderStanding: null,
  warnings: [],
};
const AWAY: Health = { ...UNKNOWN, database: "down", problems: ["the database does not answer"] };
const NOT_MIGRATED: Health = {
  ...UNKNOWN,
  database: "not_migrated",
  problems: ["the database is not migrated: npm run db:migrate"],
};

/**
 * Says in the log at once, and not only when somebody asks, that nobody migrated the database.
 * It waits longer than a health check: the first queries of a process take their time.
 */
export async function logMissingMigration(): Promise<void> {
  try {
    await askDatabase(new Date(), 0);
  } catch (error) {
    const { problems } = NOT_MIGRATED;
    if (databaseTrouble(error) === "not_migrated")
      log.error({ problems }, "the database cannot be used");
  }
}

async function askDatabase(now: Date, uptimeMs: number): Promise<Health> {
  const [oldest, heartbeats, sender, emails, holds, readOnly] = await Promise.all([
    db.outboxEvent.findFirst({
      where: { publishedAt: null },
      orderBy: { createdAt: "asc" },
      select: { createdAt: true },
    }),
    db.heartbeat.findMany(),
    db.sender.findFirst({ select: { standing: true, readAt: true } }),
    checkEmails(now),
    db.providerHold.findMany({ where: { endedAt: null } }),
    isReadOnly(),
  ]);
  const sweep = heartbeats.find(({ name }) => name === "sweep-outbox");
  const lagMs = oldest ? now.getTime() - oldest.createdAt.getTime() : 0;
  const problems: string[] = [];
  if (readOnly)
    problems.push("the database is read-only (a standby?): DATABASE_URL must name the primary");
  if (lagMs > LONGEST_LAG_MS)
    problems.push("events wait in the outbox: Inngest does not take them");
  problems.push(...cronProblems(heartbeats, now, uptimeMs), ...emails.problems);
  return {
    database: readOnly ? "read_only" : "up",
    outboxLagSeconds: Math.max(0, Math.round(lagMs / SECOND)),
    emailOverdueSeconds: emails.overdueSeconds,
    lastSweepAt: sweep?.at.toISOString() ?? null,
    senderStanding: sender?.standing ?? null,
    problems,
    warnings: [
      ...listeningWarnings(listeningStatus()),
      ...quotaWarnings(sender?.readAt ?? null, now),
      ...holdWarnings(holds),
      ...turnstileWarnings(turnstileAwaySince()),
    ],
  };
}

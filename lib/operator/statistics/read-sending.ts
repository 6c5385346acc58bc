import "server-only";
import { after, MINUTE } from "../../clock";
import { db } from "../../db";
import { env } from "../../env";

/** How the email service takes our emails. */
export type Sending = {
  /** Emails of the last 60 seconds. */
  sentLastMinute: number;
  /** Emails a second: the lower of what is configured and what the provider told. */
  limitPerSecond: number;
  /** Emails in 24 hours by our count; `most` is null where there is no bound or none is known. */
  quota: { used: number; most: number | null };
  /** When the provider last told its limits; null when it never did. */
  limitsReadAt: Date | null;
  lastSuccessAt: Date | null;
  lastFailure: { at: Date; code: string | null } | null;
};

/** Failures are looked for in the newest attempts: an older one is no news. */
const NEWEST_ATTEMPTS = 5_000;

/** How fast we send, how much we may, and when the provider last took an email or did not. */
export async function readSending(now: Date): Promise<Sending> {
  const channel = "email";
  const [sender, sentLastMinute, newest, failures] = await Promise.all([
    db.sender.findFirst(),
    db.delivery.count({ where: { channel, sentAt: { gt: after(now, -MINUTE), lte: now } } }),
    // The newest by the index: Prisma's own maximum would read the whole table.
    db.delivery.findFirst({
      where: { channel, sentAt: { not: null } },
      orderBy: { sentAt: "desc" },
      select: { sentAt: true },
    }),
    db.$queryRaw<{ at: Date; code: string | null }[]>`
      SELECT coalesce(ended_at, started_at) AS at, failure_code AS code
      FROM (SELECT * FROM delivery_attempt ORDER BY id DESC LIMIT ${NEWEST_ATTEMPTS}) AS newest
      WHERE outcome IN ('deferred', 'rejected') AND NOT starts_with(failure_code, 'text_') ORDER BY id DESC LIMIT 1`,
  ]);
  const most = sender?.max24HourSend ?? null;
  return {
    sentLastMinute,
    limitPerSecond: Math.min(env.SES_MAX_SEND_RATE, sender?.maxSendRate ?? Infinity),
    quota: {
      used: (sender?.sentLast24Hours ?? 0) + (sender?.sentSince ?? 0),
      most: most !== null && most >= 0 ? most : null,
    },
    limitsReadAt: sender?.readAt ?? null,
    lastSuccessAt: newest?.sentAt ?? null,
    lastFailure: failures[0] ?? null,
  };
}

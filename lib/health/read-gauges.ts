import "server-only";
import { after, DAY, SECOND } from "../clock";
import { db } from "../db";
import { env } from "../env";
import { log } from "../log";
import { deadLetters } from "../email/dead-letters";
import { readReputation } from "../email/reputation/update-standing";
import { readQueue } from "../email/read-queue";
import { metrics } from "../metrics/metrics";
import { countFactorUsers } from "../second-factor/count-factor-users";
import { RUNNING } from "../second-factor/factor-removal";

/** What is counted no further: an alarm needs no more, and a count must not take long. */
const MOST_DEAD_LETTERS = 10_000;

const STANDINGS = ["good", "near_review", "near_pause"] as const;

const ageOf = (at: Date | null | undefined, now: Date) =>
  at ? Math.max(0, now.getTime() - at.getTime()) / SECOND : 0;

const fromDatabase = [
  ...[metrics.outboxWaiting, metrics.outboxOldest, metrics.heartbeat, metrics.deliveries],
  ...[
    metrics.deliveryOldest,
    metrics.deliveryOverdue,
    metrics.deadLetters,
    metrics.providerHolds,
    metrics.bounceRate,
    metrics.complaintRate,
    metrics.factorUsers,
    metrics.factorRemovals,
  ],
  ...[metrics.senderReputation, metrics.quota, metrics.quotaLeft, metrics.sendRate],
];

async function readFigures(now: Date) {
  const waiting = { publishedAt: null };
  const [
    outboxWaiting,
    oldestEvent,
    heartbeats,
    queue,
    dead,
    holds,
    reputation,
    sender,
    ...factors
  ] = await Promise.all([
    db.outboxEvent.count({ where: waiting }),
    db.outboxEvent.findFirst({
      where: waiting,
      orderBy: { createdAt: "asc" },
      select: { createdAt: true },
    }),
    db.heartbeat.findMany(),
    readQueue(after(now, -DAY), now),
    db.delivery.count({ where: deadLetters(now), take: MOST_DEAD_LETTERS }),
    db.providerHold.count({ where: { endedAt: null } }),
    readReputation(now),
    db.sender.findFirst(),
    countFactorUsers(now),
    db.factorRemoval.count({ where: RUNNING }),
  ]);
  const [factorUsers, factorRemovals] = factors;
  const email = { outboxWaiting, oldestEvent, queue, dead, holds, reputation, sender };
  return { ...email, heartbeats, factorUsers, factorRemovals };
}

type Figures = Awaited<ReturnType<typeof readFigures>>;

function setQuota(sender: Figures["sender"]): void {
  metrics.sendRate.set(Math.min(env.SES_MAX_SEND_RATE, sender?.maxSendRate ?? Infinity));
  const most = sender?.max24HourSend ?? -1;
  if (!sender || most < 0) return;
  metrics.quota.set(most);
  metrics.quotaLeft.set(Math.max(0, most - sender.sentLast24Hours - sender.sentSince));
}

function setGauges(figures: Figures, now: Date): void {
  const { queue, reputation, sender } = figures;
  metrics.outboxWaiting.set(figures.outboxWaiting);
  metrics.outboxOldest.set(ageOf(figures.oldestEvent?.createdAt, now));
  for (const { name, at } of figures.heartbeats)
    metrics.heartbeat.set({ name }, at.getTime() / SECOND);
  for (const state of ["waiting", "retrying", "held", "failed"] as const)
    metrics.deliveries.set({ state }, queue[state]);
  metrics.deliveryOldest.set(ageOf(queue.oldestSince, now));
  metrics.deliveryOverdue.set(ageOf(queue.overdueSince, now));
  metrics.deadLetters.set(figures.dead);
  metrics.providerHolds.set(figures.holds);
  for (const { kind, users } of figures.factorUsers) metrics.factorUsers.set({ kind }, users);
  metrics.factorRemovals.set(figures.factorRemovals);
  metrics.bounceRate.set(reputation.bounceRate);
  metrics.complaintRate.set(reputation.complaintRate);
  const standing = sender?.standing ?? "good";
  for (const each of STANDINGS)
    metrics.senderReputation.set({ reputation: each }, each === standing ? 1 : 0);
  setQuota(sender);
}

/** What is not known any more must not stay at what it was. */
function forget(): void {
  for (const gauge of fromDatabase) {
    gauge.reset();
    // One without labels is 0 now; without a value it is left out.
    gauge.remove({});
  }
}

/** Reads the gauges, each by an index. With the database away they are left out. Never throws. */
export async function readGauges(now = new Date()): Promise<void> {
  try {
    const figures = await readFigures(now);
    // All at once, so that two who scrape at the same time both get all of them.
    forget();
    setGauges(figures, now);
    metrics.databaseUp.set(1);
  } catch (error) {
    log.warn({ err: error }, "the gauges could not be read");
    forget();
    metrics.databaseUp.set(0);
  }
}

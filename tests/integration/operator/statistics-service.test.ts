import { beforeEach, describe, expect, test } from "vitest";
import { after, HOUR, MINUTE, SECOND } from "@/lib/clock";
import { db } from "@/lib/db";
import { recordHeartbeat } from "@/lib/heartbeat";
import { overview } from "@/lib/operator/statistics/overview";
import { spanOf } from "@/lib/operator/statistics/period";
import { readQueue } from "@/lib/email/read-queue";
import { readSending } from "@/lib/operator/statistics/read-sending";
import { aHistory, forgetEverybody } from "../../support/histories";

const NOW = new Date("2026-11-22T14:10:00Z");
const ago = (milliseconds: number) => after(NOW, -milliseconds);

beforeEach(async () => {
  await forgetEverybody();
  await db.sender.updateMany({
    data: {
      maxSendRate: null,
      max24HourSend: null,
      sentLast24Hours: 0,
      sentSince: 0,
      readAt: null,
    },
  });
});

/** An email that was claimed at that time, whose answer never came, and when it is tried again. */
async function anUnansweredMail(claimedAt: Date, dueAt: Date | null): Promise<void> {
  const { registrationId } = await aHistory({ at: claimedAt });
  const data = { status: "unknown" as const, claimedAt, dueAt };
  await db.delivery.updateMany({ where: { registrationId }, data });
}

async function anAttempt(startedAt: Date, failureCode: string | null): Promise<void> {
  const { registrationId } = await aHistory({ at: startedAt });
  const { id } = await db.delivery.findFirstOrThrow({ where: { registrationId } });
  const outcome = failureCode ? "deferred" : "accepted";
  await db.deliveryAttempt.create({
    data: { deliveryId: id, startedAt, endedAt: after(startedAt, SECOND), outcome, failureCode },
  });
}

describe("the queue", () => {
  test("is empty where nothing waits", async () => {
    await aHistory({ at: ago(MINUTE), status: "delivered" });
    const queue = await readQueue(spanOf("day", NOW).from, NOW);
    expect(queue).toEqual({
      waiting: 0,
      retrying: 0,
      held: 0,
      failed: 0,
      oldestSince: null,
      overdueSince: null,
    });
  });

  test("tells what waits, what is tried again, what failed lately, and the oldest of it", async () => {
    await aHistory({ at: ago(3 * MINUTE), status: "queued" });
    await aHistory({ at: ago(9 * MINUTE), status: "deferred" });
    await aHistory({ at: ago(20 * MINUTE), status: "sent" });
    await aHistory({ at: ago(30 * MINUTE), status: "failed" });
    await aHistory({ at: ago(3 * HOUR), status: "failed" });
    const hour = await readQueue(spanOf("hour", NOW).from, NOW);
    const oldest = { oldestSince: ago(9 * MINUTE), overdueSince: ago(9 * MINUTE) };
    expect(hour).toEqual({ waiting: 1, retrying: 1, held: 0, failed: 1, ...oldest });
    expect((await readQueue(spanOf("day", NOW).from, NOW)).failed).toBe(2);
  });

  test("waits for an answer that may come, and not for one that never will", async () => {
    await anUnansweredMail(ago(2 * MINUTE), NOW);
    await anUnansweredMail(ago(2 * HOUR), null);
    const queue = await readQueue(spanOf("day", NOW).from, NOW);
    expect(queue).toMatchObject({ retrying: 1, oldestSince: null });
  });
});

describe("the email service", () => {
  test("is told by the emails of the last minute, against what is configured", async () => {
    for (const seconds of [5, 50, 70])
      await aHistory({ at: ago((seconds + 1) * SECOND), status: "sent" });
    const { sentLastMinute, limitPerSecond, lastSuccessAt, quota } = await readSending(NOW);
    expect(sentLastMinute).toBe(2);
    expect(limitPerSecond).toBe(Number(process.env.SES_MAX_SEND_RATE ?? 1));
    expect(lastSuccessAt).toEqual(ago(5 * SECOND));
    expect(quota).toEqual({ used: 0, most: null });
  });

  test("is held to the limits that the provider told, where they are lower", async () => {
    const told = { maxSendRate: 0.5, max24HourSend: 200, sentLast24Hours: 20, sentSince: 3 };
    await db.sender.updateMany({ data: { ...told, readAt: ago(HOUR) } });
    expect(await readSending(NOW)).toMatchObject({
      limitPerSecond: 0.5,
      quota: { used: 23, most: 200 },
      limitsReadAt: ago(HOUR),
    });
    await db.sender.updateMany({ data: { max24HourSend: -1 } });
    expect((await readSending(NOW)).quota.most).toBeNull();
  });

  test("has its last failure told by its reason", async () => {
    expect((await readSending(NOW)).lastFailure).toBeNull();
    await anAttempt(ago(3 * MINUTE), "throttled");
    await anAttempt(ago(2 * MINUTE), "credentials");
    await anAttempt(ago(MINUTE), null);
    expect((await readSending(NOW)).lastFailure).toEqual({
      at: ago(2 * MINUTE - SECOND),
      code: "credentials",
    });
  });
});

describe("the overview", () => {
  test("knows a service that nobody has used yet from one where it is quiet", async () => {
    const empty = await overview("hour", NOW);
    expect(empty).toMatchObject({ isNew: true, providers: [], fallenProviders: [] });
    expect(empty.funnel.registered).toBe(0);
    await aHistory({ at: ago(5 * HOUR), status: "delivered" });
    expect(await overview("hour", NOW)).toMatchObject({ isNew: false, funnel: { registered: 0 } });
  });

  test("tells how emails are received, and whether Inngest runs", async () => {
    await recordHeartbeat("sweep-outbox", ago(MINUTE));
    for (const status of ["delivered", "bounced", "complained", "sent"] as const)
      await aHistory({ at: ago(MINUTE), status });
    const { reputation, health } = await overview("day", NOW);
    expect(reputation).toMatchObject({ mails: 4, bounces: 1, complaints: 1 });
    expect(health).toMatchObject({ lastSweepAt: ago(MINUTE).toISOString(), outboxLagSeconds: 0 });
  });
});

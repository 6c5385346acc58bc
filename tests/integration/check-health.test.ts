import { describe, expect, test } from "vitest";
import { after, MINUTE, SECOND } from "@/lib/clock";
import { db, inTransaction } from "@/lib/db";
import { checkHealth } from "@/lib/health/check-health";
import { recordHeartbeat } from "@/lib/health/heartbeat";
import { enqueue } from "@/lib/outbox/enqueue";
import { markPublished } from "@/lib/outbox/mark";
import { takeDatabaseAway } from "../support/database-outage";
import { poll } from "../support/poll";

const now = new Date();
const HOUR_UP = 60 * MINUTE;

/** The outbox holds nothing but one event of this age, or nothing at all. */
async function outboxHolds(ageMs?: number): Promise<void> {
  await db.outboxEvent.deleteMany();
  if (ageMs === undefined) return;
  const ids = { registrationId: crypto.randomUUID(), deliveryId: crypto.randomUUID() };
  await inTransaction((tx) =>
    enqueue(tx, { name: "account/registered", data: ids }, after(now, -ageMs)),
  );
}

describe("the service", () => {
  test("is well when the outbox is empty and was just swept", async () => {
    await outboxHolds();
    await recordHeartbeat("sweep-outbox", after(now, -30 * SECOND));
    expect(await checkHealth(now, HOUR_UP)).toEqual({
      database: "up",
      outboxLagSeconds: 0,
      lastSweepAt: after(now, -30 * SECOND).toISOString(),
      senderStanding: "good",
      problems: [],
      warnings: [],
    });
  });

  test("tells how long the oldest event waits, and complains after three minutes", async () => {
    await recordHeartbeat("sweep-outbox", now);
    await outboxHolds(3 * MINUTE);
    expect(await checkHealth(now, HOUR_UP)).toMatchObject({ outboxLagSeconds: 180, problems: [] });
    await outboxHolds(3 * MINUTE + SECOND);
    const { problems } = await checkHealth(now, HOUR_UP);
    expect(problems).toEqual([expect.stringContaining("outbox")]);
  });

  test("forgets the lag when the event is published", async () => {
    await recordHeartbeat("sweep-outbox", now);
    await outboxHolds(10 * MINUTE);
    const [event] = await db.outboxEvent.findMany();
    await markPublished([event!.id], now);
    expect(await checkHealth(now, HOUR_UP)).toMatchObject({ outboxLagSeconds: 0, problems: [] });
  });

  test("complains when the outbox was not swept twice", async () => {
    await outboxHolds();
    await recordHeartbeat("sweep-outbox", after(now, -2 * MINUTE));
    expect((await checkHealth(now, HOUR_UP)).problems).toEqual([]);
    await recordHeartbeat("sweep-outbox", after(now, -3 * MINUTE));
    const { problems } = await checkHealth(now, HOUR_UP);
    expect(problems).toEqual([expect.stringContaining("not swept")]);
  });

  test("gives a process that has just started time to be swept", async () => {
    await outboxHolds();
    await db.heartbeat.deleteMany();
    expect(await checkHealth(now, 2 * MINUTE)).toMatchObject({ lastSweepAt: null, problems: [] });
    expect((await checkHealth(now, 4 * MINUTE)).problems).toHaveLength(1);
  });

  test("warns that SES does not tell its quota any more, where it ever did", async () => {
    await outboxHolds();
    await recordHeartbeat("sweep-outbox", now);
    const warningsWith = async (readAt: Date | null) => {
      await db.sender.updateMany({ data: { readAt } });
      return (await checkHealth(now, HOUR_UP)).warnings;
    };
    expect(await warningsWith(after(now, -2 * 60 * MINUTE))).toEqual([]);
    expect(await warningsWith(after(now, -4 * 60 * MINUTE))).toEqual([
      expect.stringContaining("does not tell its sending quota"),
    ]);
    expect(await warningsWith(null)).toEqual([]);
  });

  test("says that the database is away, without failing, and is well again when it is back", async () => {
    await outboxHolds();
    await recordHeartbeat("sweep-outbox", now);
    const outage = await takeDatabaseAway(process.env.DATABASE_URL!);
    try {
      expect(await checkHealth(now, HOUR_UP)).toEqual({
        database: "down",
        outboxLagSeconds: null,
        lastSweepAt: null,
        senderStanding: null,
        problems: ["the database does not answer"],
        warnings: [],
      });
    } finally {
      await outage.giveBack();
    }
    const isWell = async () => (await checkHealth(now, HOUR_UP)).problems.length === 0;
    await poll("the service to be well again", isWell);
  });
});

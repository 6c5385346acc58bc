import { describe, expect, test } from "vitest";
import { after, DAY, MINUTE, SECOND } from "@/lib/clock";
import { db, inTransaction } from "@/lib/db";
import { checkHealth } from "@/lib/health/check-health";
import { crons, recordHeartbeat } from "@/lib/heartbeat";
import { enqueue, markPublished } from "@/lib/outbox/outbox";
import { takeDatabaseAway } from "../../support/database-outage";
import { poll } from "@latchkey/testing/poll";

const now = new Date();
const HOUR_UP = 60 * MINUTE;

/** The outbox holds nothing but one event of this age, or nothing at all. */
async function outboxHolds(ageMs?: number): Promise<void> {
  await db.outboxEvent.deleteMany();
  if (ageMs === undefined) return;
  const ids = { registrationId: crypto.randomUUID(), deliveryId: crypto.randomUUID() };
  await inTransaction((tx) =>
    enqueue(tx, [{ name: "account/registered", data: ids }], after(now, -ageMs)),
  );
}

/** Every cron has just run, but for those that last ran so long ago. */
async function cronsRan(ages: Partial<Record<keyof typeof crons, number>> = {}): Promise<void> {
  await db.heartbeat.deleteMany();
  for (const name of Object.keys(crons) as (keyof typeof crons)[])
    await recordHeartbeat(name, after(now, -(ages[name] ?? 0)));
}

/** An email that waits since then, and should have been tried then. */
async function anEmailDue(dueAt: Date): Promise<void> {
  const mail = { address: "ada@example.com", template: "no_account" as const };
  await db.delivery.create({ data: { ...mail, dueAt } });
}

describe("the service", () => {
  test("is well when the outbox is empty and was just swept", async () => {
    await outboxHolds();
    await cronsRan({ "sweep-outbox": 30 * SECOND });
    expect(await checkHealth(now, HOUR_UP)).toEqual({
      database: "up",
      outboxLagSeconds: 0,
      emailOverdueSeconds: 0,
      lastSweepAt: after(now, -30 * SECOND).toISOString(),
      senderStanding: "good",
      problems: [],
      warnings: [],
    });
  });

  test("tells how long the oldest event waits, and complains after three minutes", async () => {
    await cronsRan();
    await outboxHolds(3 * MINUTE);
    expect(await checkHealth(now, HOUR_UP)).toMatchObject({ outboxLagSeconds: 180, problems: [] });
    await outboxHolds(3 * MINUTE + SECOND);
    const { problems } = await checkHealth(now, HOUR_UP);
    expect(problems).toEqual([expect.stringContaining("outbox")]);
  });

  test("forgets the lag when the event is published", async () => {
    await cronsRan();
    await outboxHolds(10 * MINUTE);
    const [event] = await db.outboxEvent.findMany();
    await markPublished([event!.id], now);
    expect(await checkHealth(now, HOUR_UP)).toMatchObject({ outboxLagSeconds: 0, problems: [] });
  });

  test.each([
    ["sweep-outbox", 2.5 * MINUTE],
    ["watch-reputation", 2.5 * MINUTE],
    ["count-figures", 2.5 * MINUTE],
    ["read-send-quota", 150 * MINUTE],
    ["expire-verifications", 150 * MINUTE],
    ["erase-accounts", 150 * MINUTE],
    ["remove-factors", 150 * MINUTE],
    ["apply-retention", 27.5 * 60 * MINUTE],
  ] as const)("names %s when it has missed two runs", async (name, longest) => {
    await outboxHolds();
    await cronsRan({ [name]: longest });
    expect((await checkHealth(now, 2 * DAY)).problems).toEqual([]);
    await cronsRan({ [name]: longest + SECOND });
    expect((await checkHealth(now, 2 * DAY)).problems).toEqual([
      expect.stringMatching(`two runs missed of ${name}$`),
    ]);
  });

  test("gives a process that has just started the time of two runs, for each cron its own", async () => {
    await outboxHolds();
    await db.heartbeat.deleteMany();
    expect(await checkHealth(now, 2 * MINUTE)).toMatchObject({ lastSweepAt: null, problems: [] });
    expect((await checkHealth(now, 3 * MINUTE)).problems).toEqual([
      expect.stringMatching(/of sweep-outbox, watch-reputation, count-figures$/),
    ]);
  });

  test("tells how long the oldest email is overdue, and complains after five minutes", async () => {
    await outboxHolds();
    await cronsRan();
    await anEmailDue(after(now, -30 * SECOND));
    await anEmailDue(after(now, MINUTE));
    expect(await checkHealth(now, HOUR_UP)).toMatchObject({ emailOverdueSeconds: 0, problems: [] });
    await anEmailDue(after(now, -5 * MINUTE));
    expect(await checkHealth(now, HOUR_UP)).toMatchObject({
      emailOverdueSeconds: 300,
      problems: [],
    });
    await anEmailDue(after(now, -6 * MINUTE));
    const { emailOverdueSeconds, problems } = await checkHealth(now, HOUR_UP);
    expect(emailOverdueSeconds).toBe(360);
    expect(problems).toEqual([expect.stringContaining("emails are overdue")]);
    await db.delivery.updateMany({ data: { status: "sent" } });
    expect(await checkHealth(now, HOUR_UP)).toMatchObject({ emailOverdueSeconds: 0, problems: [] });
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
    await cronsRan();
    const outage = await takeDatabaseAway(process.env.DATABASE_URL!);
    try {
      expect(await checkHealth(now, HOUR_UP)).toEqual({
        database: "down",
        outboxLagSeconds: null,
        emailOverdueSeconds: null,
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

import { beforeEach, describe, expect, test } from "vitest";
import { after, DAY, HOUR, MINUTE } from "@/lib/clock";
import { db } from "@/lib/db";
import { countEarlier, countRecent } from "@/lib/operator/statistics/count-figures";
import { overview } from "@/lib/operator/statistics/overview";
import { spanOf } from "@/lib/operator/statistics/period";
import { readDurations } from "@/lib/operator/statistics/read-durations";
import { readLines, sumOf } from "@/lib/operator/statistics/read-lines";
import { aHistory, forgetEverybody } from "../../support/histories";
import { aRegistration } from "../../support/registrations";

/** Ten past two: the hour before is still counted on the spot no more. */
const NOW = new Date("2026-11-22T14:10:00Z");
const ago = (milliseconds: number) => after(NOW, -milliseconds);

beforeEach(forgetEverybody);

const countedHours = () =>
  db.funnelHour.findMany({ where: { registered: { gt: 0 } }, orderBy: { hour: "asc" } });

async function funnelOf(period: "hour" | "day" | "week") {
  return sumOf(await readLines(spanOf(period, NOW), NOW));
}

/** One of each kind that there is, a few minutes ago. */
async function oneOfEach(at: Date): Promise<void> {
  await aHistory({ at, status: "queued" });
  await aHistory({ at, status: "failed" });
  await aHistory({ at, status: "sent" });
  await aHistory({ at, status: "delivered", openedBy: "scanner" });
  await aHistory({ at, status: "delivered", openedBy: "person", confirmedAfter: 90 });
  await aHistory({
    at,
    status: "delivered",
    openedBy: "person",
    confirmedAfter: 9,
    withNewPassword: true,
  });
  await aHistory({ at, status: "bounced" });
  await aHistory({ at, status: "complained" });
}

const ALL_KINDS = {
  registered: 8,
  sent: 6,
  delivered: 4,
  bounced: 1,
  complained: 1,
  opened: 2,
  confirmed: 2,
};

describe("the funnel", () => {
  test("tells of each registration how far it came, and takes no scanner for a person", async () => {
    await oneOfEach(ago(5 * MINUTE));
    expect(await funnelOf("hour")).toEqual(ALL_KINDS);
  });

  test("is the same when it is read from the counted hours", async () => {
    await oneOfEach(ago(5 * HOUR));
    await countRecent(NOW);
    expect(await funnelOf("hour")).toMatchObject({ registered: 0 });
    expect(await funnelOf("day")).toEqual(ALL_KINDS);
    expect(await funnelOf("week")).toEqual(ALL_KINDS);
  });

  test("knows who registered a moment ago before anybody counted them", async () => {
    await aHistory({ at: ago(5 * HOUR) });
    await countRecent(NOW);
    await aHistory({ at: ago(0), status: "sent" });
    expect(await funnelOf("day")).toMatchObject({ registered: 2, sent: 1 });
  });

  test("misses nobody when the count stands still", async () => {
    await countRecent(ago(9 * HOUR));
    await aHistory({ at: ago(4 * HOUR) });
    expect(await funnelOf("day")).toMatchObject({ registered: 1 });
    expect(await funnelOf("week")).toMatchObject({ registered: 1 });
  });

  test("counts who registered by the form", async () => {
    const now = new Date();
    await aRegistration();
    const later = after(new Date(), 1);
    const { funnel, lines, queue } = await overview("hour", later);
    expect(funnel).toMatchObject({ registered: 1, sent: 0, confirmed: 0 });
    expect(lines.find((step) => step.registered === 1)!.at.getTime()).toBeLessThanOrEqual(
      later.getTime(),
    );
    expect(queue.waiting).toBe(1);
    expect(queue.oldestSince!.getTime()).toBeGreaterThanOrEqual(now.getTime());
  });
});

describe("the figures of the period before", () => {
  test.each([
    ["hour", 90 * MINUTE],
    ["day", 30 * HOUR],
    ["week", 8 * DAY],
  ] as const)("are of as long a time: a %s", async (period, age) => {
    await aHistory({ at: ago(age), status: "sent" });
    await countRecent(NOW);
    await countEarlier(NOW);
    await aHistory({ at: ago(0) });
    expect(await overview(period, NOW)).toMatchObject({
      funnel: { registered: 1, sent: 0 },
      funnelBefore: { registered: 1, sent: 1 },
    });
  });
});

describe("the lines", () => {
  test.each([
    ["hour", 60, MINUTE],
    ["day", 24, HOUR],
    ["week", 28, 6 * HOUR],
  ] as const)(
    "of the %s have %i steps, the last of which is now",
    async (period, count, stepMs) => {
      await aHistory({ at: NOW });
      const steps = await readLines(spanOf(period, NOW), NOW);
      expect(steps).toHaveLength(count);
      expect(steps.map((step) => step.registered)).toEqual([
        ...Array<number>(count - 1).fill(0),
        1,
      ]);
      const last = steps.at(-1)!.at.getTime();
      expect(last).toBeLessThanOrEqual(NOW.getTime());
      expect(last + stepMs).toBeGreaterThan(NOW.getTime());
    },
  );

  test("put a registration into the step in which it was made, not the one after", async () => {
    await aHistory({ at: new Date("2026-11-22T11:59:59.999Z") });
    await aHistory({ at: new Date("2026-11-22T12:00:00.000Z") });
    await countRecent(NOW);
    const steps = await readLines(spanOf("day", NOW), NOW);
    expect(steps.filter((step) => step.registered > 0).map(({ at }) => at.toISOString())).toEqual([
      "2026-11-22T11:00:00.000Z",
      "2026-11-22T12:00:00.000Z",
    ]);
  });
});

describe("the count", () => {
  test("run twice is the same", async () => {
    await oneOfEach(ago(5 * HOUR));
    await countRecent(NOW);
    const once = [await countedHours(), await db.domainDay.findMany()];
    await countRecent(NOW);
    expect([await countedHours(), await db.domainDay.findMany()]).toEqual(once);
    expect(once[0]).toEqual([{ hour: new Date("2026-11-22T09:00:00Z"), ...ALL_KINDS }]);
  });

  test("moves a late confirmation into the hour of its registration", async () => {
    const { registrationId } = await aHistory({ at: ago(20 * HOUR), status: "delivered" });
    await countRecent(ago(19 * HOUR));
    expect(await countedHours()).toMatchObject([{ registered: 1, confirmed: 0 }]);
    await db.verification.updateMany({ where: { registrationId }, data: { usedAt: NOW } });
    await countRecent(NOW);
    const hour = new Date("2026-11-21T18:00:00Z");
    expect(await countedHours()).toMatchObject([{ hour, registered: 1, confirmed: 1 }]);
  });

  test("forgets who was deleted meanwhile", async () => {
    await oneOfEach(ago(5 * HOUR));
    await countRecent(NOW);
    await db.user.deleteMany();
    await countRecent(NOW);
    expect(await countedHours()).toEqual([]);
    expect(await db.domainDay.findMany()).toEqual([]);
  });

  test("makes good for the days in which nobody counted", async () => {
    await countRecent(ago(9 * DAY));
    await aHistory({ at: ago(6 * DAY) });
    await countRecent(NOW);
    expect(await countedHours()).toHaveLength(1);
  });

  test("reaches back to the first registration of an older service, a week at a time", async () => {
    for (const days of [1, 6, 17, 29]) await aHistory({ at: ago(days * DAY) });
    await countRecent(NOW);
    expect(await countedHours()).toHaveLength(1);
    let rounds = 1;
    while ((await countEarlier()).isMore) rounds += 1;
    expect(rounds).toBe(4);
    expect(await countedHours()).toHaveLength(4);
    expect(await db.domainDay.findMany()).toHaveLength(4);
    const hours = await db.funnelHour.findMany({ orderBy: { hour: "asc" } });
    const length = hours.at(-1)!.hour.getTime() - hours[0]!.hour.getTime();
    expect(hours).toHaveLength(length / HOUR + 1);
    expect(await countEarlier()).toEqual({ isMore: false });
  });

  test("has nothing to reach back to where nobody registered", async () => {
    await countRecent(NOW);
    expect(await countEarlier()).toEqual({ isMore: false });
  });
});

describe("how long it takes", () => {
  test("is told by the median and by what one in twenty exceeds", async () => {
    for (let n = 1; n <= 21; n += 1)
      await aHistory({
        at: ago(n * MINUTE),
        status: "delivered",
        sentAfter: n,
        deliveredAfter: 2 * n,
        confirmedAfter: 10 * n,
      });
    await aHistory({ at: ago(MINUTE) });
    expect(await readDurations(spanOf("hour", NOW))).toEqual({
      sent: { count: 21, median: 11, percentile95: 20 },
      delivered: { count: 21, median: 22, percentile95: 40 },
      confirmed: { count: 21, median: 110, percentile95: 200 },
    });
  });

  test("is unknown where nobody got there", async () => {
    await aHistory({ at: ago(MINUTE), status: "sent", sentAfter: 3 });
    const nobody = { count: 0, median: null, percentile95: null };
    expect(await readDurations(spanOf("day", NOW))).toEqual({
      sent: { count: 1, median: 3, percentile95: 3 },
      delivered: nobody,
      confirmed: nobody,
    });
  });

  test("is never less than nothing, however fast the provider's clock is", async () => {
    await aHistory({ at: ago(MINUTE), status: "delivered", deliveredAfter: -4 });
    const { delivered } = await readDurations(spanOf("hour", NOW));
    expect(delivered).toEqual({ count: 1, median: 0, percentile95: 0 });
  });
});

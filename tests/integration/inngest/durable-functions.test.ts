// How each durable function hangs together with Inngest, over the endpoint, as in production.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { after, DAY, HOUR, MINUTE } from "@/lib/clock";
import type { crons } from "@/lib/heartbeat";
import { startSignedProduct } from "../../support/signed-product";

let product: Awaited<ReturnType<typeof startSignedProduct>>;

beforeAll(async () => {
  product = await startSignedProduct();
});

afterAll(() => product.server.stop());

beforeEach(async () => {
  await product.db.user.deleteMany();
  await product.db.outboxEvent.deleteMany();
  await product.db.heartbeat.deleteMany();
});

describe("Inngest is told", () => {
  const MAIL_EVENTS = [
    "account/registered",
    "account/confirmation-requested",
    "account/password-reset-requested",
    "account/password-changed",
    "account/second-factor-changed",
    "account/address-change-requested",
    "account/address-changed",
    "account/deletion-requested",
  ];
  const cron = (schedule: string, more = {}) => ({
    triggers: [{ cron: schedule }],
    concurrency: 1,
    ...more,
  });
  const failureIn = (id: string) => ({
    triggers: [
      { event: "inngest/function.failed", expression: `event.data.function_id == '${id}'` },
    ],
    retries: 1,
  });

  test("of each function what starts it, how often it is tried and how many run at once", async () => {
    await product.server.sync(product.endpoint);
    type Told = (typeof product.server.functions)[number] & {
      steps: { step: { retries?: { attempts: number } } };
    } & Record<"concurrency" | "throttle" | "priority", unknown>;
    const told = (product.server.functions as Told[]).map(({ id, triggers, steps, ...more }) => {
      const { concurrency, throttle, priority } = more;
      const retries = steps.step.retries?.attempts;
      const all = { triggers, concurrency, throttle, priority, retries };
      return [id, Object.fromEntries(Object.entries(all).filter(([, each]) => each !== undefined))];
    });
    const minutely = cron("* * * * *", { retries: 1 });
    expect(Object.fromEntries(told)).toEqual({
      "latchkey-send-email": {
        triggers: MAIL_EVENTS.map((event) => ({ event })),
        retries: 8,
        throttle: { limit: 200, period: "1s" },
        priority: { run: expect.stringContaining('"account/password-reset-requested" ? 600') },
      },
      "latchkey-send-email-failure": failureIn("latchkey-send-email"),
      "latchkey-send-text": {
        triggers: [{ event: "account/phone-code-requested" }],
        retries: 20,
        throttle: { limit: 1, period: "1s" },
      },
      "latchkey-send-text-failure": failureIn("latchkey-send-text"),
      "latchkey-replay-emails": {
        triggers: [{ event: "operator/replay-requested" }],
        concurrency: 1,
        retries: 8,
      },
      "latchkey-replay-emails-failure": failureIn("latchkey-replay-emails"),
      "latchkey-sweep-outbox": minutely,
      "latchkey-watch-reputation": minutely,
      "latchkey-count-figures": minutely,
      "latchkey-read-send-quota": cron("7 * * * *", { retries: 1 }),
      "latchkey-expire-verifications": cron("17 * * * *"),
      "latchkey-erase-accounts": cron("37 * * * *"),
      "latchkey-remove-factors": cron("47 * * * *"),
      "latchkey-apply-retention": cron("23 2-5 * * *"),
    });
  });

  test("of every cron of which /api/health counts the runs, and of no other", async () => {
    await product.server.sync(product.endpoint);
    const schedules = product.server.functions.flatMap(({ id, triggers }) =>
      triggers.flatMap((trigger) => ("cron" in trigger ? [[id, trigger.cron]] : [])),
    );
    const counted = Object.entries(product.crons).map(([name, { schedule }]) => [
      `latchkey-${name}`,
      schedule,
    ]);
    expect(schedules.toSorted()).toEqual(counted.toSorted());
  });
});

describe("each cron does its work and leaves a heartbeat:", () => {
  /** What there is for each to do, and how one sees that it was done. */
  const work: Record<keyof typeof crons, () => Promise<() => Promise<boolean>>> = {
    "sweep-outbox": async () => {
      const [waiting, lost] = [await product.registered(), await product.registered()];
      const isOf = { path: ["deliveryId"], equals: lost.deliveryId };
      await product.db.outboxEvent.deleteMany({ where: { data: isOf } });
      const dueAt = after(new Date(), -5 * MINUTE);
      await product.db.delivery.update({ where: { id: lost.deliveryId }, data: { dueAt } });
      return async () => {
        const published = product.server.events.map(({ data }) => data.deliveryId);
        return published.includes(waiting.deliveryId) && published.includes(lost.deliveryId);
      };
    },
    "watch-reputation": async () => {
      const mail = { address: "ada@example.com", template: "confirm_email" as const };
      const bounced = { ...mail, status: "bounced" as const, sentAt: new Date() };
      await product.db.delivery.createMany({ data: Array.from({ length: 100 }, () => bounced) });
      return async () => (await product.db.sender.findFirst())?.standing === "near_pause";
    },
    "count-figures": async () => {
      await product.registered();
      return async () => (await product.db.funnelHour.count({ where: { registered: 1 } })) > 0;
    },
    "read-send-quota": async () => {
      await product.db.sender.updateMany({ data: { readAt: null } });
      return async () => (await product.db.sender.findFirst())?.readAt instanceof Date;
    },
    "expire-verifications": async () => {
      const { userId } = await product.aRegistration({ now: after(new Date(), -9 * DAY) });
      const key = randomUUID();
      const expire = BigInt(Date.now() - DAY);
      await product.db.rateLimit.create({ data: { key, points: 1, expire } });
      return async () =>
        (await product.db.user.count({ where: { id: userId } })) === 0 &&
        (await product.db.rateLimit.count({ where: { key } })) === 0;
    },
    "erase-accounts": async () => {
      const { userId } = await product.anAccount();
      const eraseAt = after(new Date(), -HOUR);
      await product.db.user.update({ where: { id: userId }, data: { eraseAt } });
      return async () => (await product.db.user.count({ where: { id: userId } })) === 0;
    },
    "remove-factors": async () => {
      const { userId } = await product.anAccount();
      const startedAt = after(new Date(), -80 * HOUR);
      const times = { startedAt, remindedAt: startedAt, dueAt: after(startedAt, 72 * HOUR) };
      // Of nothing (any more), so it ends.
      await product.db.factorRemoval.create({ data: { userId, ...times } });
      return async () =>
        (await product.db.factorRemoval.count({ where: { userId, cancelReason: "account" } })) ===
        1;
    },
    "apply-retention": async () => {
      const publishedAt = after(new Date(), -8 * DAY);
      const { id } = await product.db.outboxEvent.create({
        data: { name: "x", data: {}, publishedAt },
      });
      return async () => (await product.db.outboxEvent.count({ where: { id } })) === 0;
    },
  };

  test.each(Object.keys(work) as (keyof typeof work)[])("%s", async (name) => {
    const isDone = await work[name]();
    expect(await isDone()).toBe(false);
    const startedAt = Date.now();
    await product.run.toEnd(`latchkey-${name}`);
    expect(await isDone()).toBe(true);
    const beat = await product.db.heartbeat.findUnique({ where: { name } });
    expect(beat?.at.getTime()).toBeGreaterThanOrEqual(startedAt);
  });
});

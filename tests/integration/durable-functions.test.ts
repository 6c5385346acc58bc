// How each durable function hangs together with Inngest, over the endpoint, as in production.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { after, DAY, HOUR, MINUTE } from "@/lib/clock";
import { sesFront } from "../chaos/ses-front";
import { failureOf, functionCaller } from "../support/call-function";
import { startSignedInngest } from "../support/signed-inngest";

const KEYS = {
  eventKey: "test-event-key",
  signingKey: "signkey-test-0123456789abcdef0123456789abcdef",
};

// Imported when the variables are set: keys, and an SES that tells what it took.
const load = async () => {
  const [{ serve }, { inngest }, { functions }] = await Promise.all([
    import("inngest/edge"),
    import("@/inngest/client"),
    import("@/inngest/functions"),
  ]);
  return {
    endpoint: serve({ client: inngest, functions }),
    ...(await import("@/lib/db")),
    ...(await import("@/lib/health/heartbeat")),
    ...(await import("@/lib/operator/replay-all")),
    ...(await import("../support/registrations")),
  };
};

let server: Awaited<ReturnType<typeof startSignedInngest>>;
let product: Awaited<ReturnType<typeof load>>;
let run: ReturnType<typeof functionCaller>;

beforeAll(async () => {
  server = await startSignedInngest(KEYS);
  Object.assign(process.env, {
    INNGEST_DEV: "",
    INNGEST_BASE_URL: server.url,
    INNGEST_EVENT_KEY: KEYS.eventKey,
    INNGEST_SIGNING_KEY: KEYS.signingKey,
    MAIL_RETRY_WAITS: "10,20,40,80,160,320,640,1280",
    SES_CONFIGURATION_SET: "latchkey",
    SES_SNS_TOPIC_ARNS: "arn:aws:sns:us-east-1:123456789012:ses-events",
  });
  product = await load();
  run = functionCaller(product.endpoint, KEYS.signingKey);
});

afterAll(() => server.stop());

beforeEach(async () => {
  await product.db.user.deleteMany();
  await product.db.outboxEvent.deleteMany();
  await product.db.heartbeat.deleteMany();
});

const SEND = "latchkey-send-email";
const ses = () => sesFront(process.env.TEST_SES_URL!);

/** Somebody who registered, and the event that asks for their email. */
async function registered() {
  const registration = await product.aRegistration();
  const { id: registrationId, deliveryId } = registration;
  const event = { name: "account/registered", data: { registrationId, deliveryId } };
  return { ...registration, event };
}

const deliveryOf = (id: string) => product.db.delivery.findUniqueOrThrow({ where: { id } });

describe("Inngest is told", () => {
  const MAIL_EVENTS = [
    "account/registered",
    "account/confirmation-requested",
    "account/password-reset-requested",
    "account/password-changed",
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
    await server.sync(product.endpoint);
    type Told = (typeof server.functions)[number] & {
      steps: { step: { retries?: { attempts: number } } };
    } & Record<"concurrency" | "throttle" | "priority", unknown>;
    const told = (server.functions as Told[]).map(({ id, triggers, steps, ...more }) => {
      const { concurrency, throttle, priority } = more;
      const retries = steps.step.retries?.attempts;
      const all = { triggers, concurrency, throttle, priority, retries };
      return [id, Object.fromEntries(Object.entries(all).filter(([, each]) => each !== undefined))];
    });
    const minutely = cron("* * * * *", { retries: 1 });
    expect(Object.fromEntries(told)).toEqual({
      [SEND]: {
        triggers: MAIL_EVENTS.map((event) => ({ event })),
        retries: 8,
        throttle: { limit: 200, period: "1s" },
        priority: { run: expect.stringContaining('"account/password-reset-requested" ? 600') },
      },
      "latchkey-send-email-failure": failureIn(SEND),
      "latchkey-replay-mails": {
        triggers: [{ event: "operator/replay-requested" }],
        concurrency: 1,
        retries: 8,
      },
      "latchkey-replay-mails-failure": failureIn("latchkey-replay-mails"),
      "latchkey-sweep-outbox": minutely,
      "latchkey-watch-reputation": minutely,
      "latchkey-count-figures": minutely,
      "latchkey-read-send-quota": cron("7 * * * *", { retries: 1 }),
      "latchkey-expire-verifications": cron("17 * * * *"),
      "latchkey-erase-accounts": cron("37 * * * *"),
      "latchkey-apply-retention": cron("23 2-5 * * *"),
    });
  });

  test("of every cron of which /api/health counts the runs, and of no other", async () => {
    await server.sync(product.endpoint);
    const schedules = server.functions.flatMap(({ id, triggers }) =>
      triggers.flatMap((trigger) => ("cron" in trigger ? [[id, trigger.cron]] : [])),
    );
    const counted = Object.entries(product.crons).map(([name, { schedule }]) => [
      `latchkey-${name}`,
      schedule,
    ]);
    expect(schedules.toSorted()).toEqual(counted.toSorted());
  });
});

describe("an email whose answer was lost, where SES tells what it took", () => {
  test("is asked for again when SES's word should have come, and then not sent twice", async () => {
    const { event, address, deliveryId } = await registered();
    await ses().inject({ fault: "hang_up_after", to: address, times: 1 });
    const answer = await run.once(SEND, event);
    expect(answer).toMatchObject({ isFinal: false });
    expect(answer.waitSeconds).toBeGreaterThan(100);
    expect(answer.waitSeconds).toBeLessThanOrEqual(120);
    expect((await deliveryOf(deliveryId)).status).toBe("unknown");
    const again = await run.once(SEND, event, { attempt: 1 });
    expect(again).toMatchObject({ isFinal: false });
    expect(again.waitSeconds).toBeGreaterThan(100);
  });
});

describe("the function that sends emails", () => {
  test("ends when its email was sent, and at once when it was sent before", async () => {
    const { event } = await registered();
    for (const attempt of [0, 1]) {
      const answer = await run.once(SEND, event, { attempt });
      expect([answer.status, answer.text]).toEqual([206, expect.stringContaining('"data":"sent"')]);
    }
  });

  test.each(["cancelled", "not_found"])("ends when its email is %s", async (outcome) => {
    const { event, deliveryId } = await registered();
    if (outcome === "not_found") await product.db.delivery.delete({ where: { id: deliveryId } });
    else
      await product.db.delivery.update({
        where: { id: deliveryId },
        data: { status: "cancelled" },
      });
    expect((await run.once(SEND, event)).text).toContain(`"data":"${outcome}"`);
  });

  test("comes again when the claim ends that another attempt holds", async () => {
    const { event, deliveryId } = await registered();
    const data = { status: "sending" as const, claimedAt: new Date() };
    await product.db.delivery.update({ where: { id: deliveryId }, data });
    const answer = await run.once(SEND, event);
    expect(answer.isFinal).toBe(false);
    expect(answer.waitSeconds).toBeGreaterThan(100);
  });

  test("comes again after the wait of its attempt, when its email is due", async () => {
    const { event, deliveryId, address } = await registered();
    await ses().inject({ fault: "throttle", to: address, times: 1 });
    const answer = await run.once(SEND, event, { attempt: 3 });
    expect(answer.isFinal).toBe(false);
    const { status, dueAt } = await deliveryOf(deliveryId);
    expect(status).toBe("deferred");
    const dueInSeconds = (dueAt!.getTime() - Date.now()) / 1_000;
    for (const seconds of [answer.waitSeconds, dueInSeconds]) {
      expect(seconds).toBeGreaterThan(70);
      expect(seconds).toBeLessThan(100);
    }
  });

  test("stops for good when its email was refused", async () => {
    const { event, deliveryId } = await registered();
    const data = { status: "failed" as const, failureCode: "rejected" };
    await product.db.delivery.update({ where: { id: deliveryId }, data });
    expect(await run.once(SEND, event)).toMatchObject({ isFinal: true });
  });

  test("has its email given up when its attempts are used up, and the person is told", async () => {
    const { event, deliveryId } = await registered();
    await run.toEnd(`${SEND}-failure`, failureOf(SEND, event));
    expect(await deliveryOf(deliveryId)).toMatchObject({
      status: "failed",
      failureCode: "gave_up",
    });
  });

  test("leaves its email alone when a newer run is at work, which gives it up in its turn", async () => {
    const { event, deliveryId } = await registered();
    const republishedAt = new Date();
    await product.db.delivery.update({ where: { id: deliveryId }, data: { republishedAt } });
    await run.toEnd(`${SEND}-failure`, failureOf(SEND, event));
    expect((await deliveryOf(deliveryId)).status).toBe("queued");
    const data = { ...event.data, republishedAt: republishedAt.toISOString() };
    await run.toEnd(`${SEND}-failure`, failureOf(SEND, { ...event, data }));
    expect((await deliveryOf(deliveryId)).status).toBe("failed");
  });
});

describe("the function that replays failed emails", () => {
  test("records that it stopped when its attempts are used up", async () => {
    const { deliveryId } = await registered();
    const data = { status: "failed" as const, failureCode: "sandbox" };
    await product.db.delivery.update({ where: { id: deliveryId }, data });
    const actionId = randomUUID();
    const acting = { actionId, operatorId: null, reason: "SES was mended" };
    await product.requestReplay("sandbox", acting);
    const event = { name: "operator/replay-requested", data: { actionId, afterId: null } };
    await run.toEnd("latchkey-replay-mails-failure", failureOf("latchkey-replay-mails", event));
    const action = await product.db.operatorAction.findUnique({ where: { id: actionId } });
    expect(action?.endedAt).toEqual(expect.any(Date));
  });

  test("replays, publishes what it replayed, and records its end", async () => {
    const { deliveryId } = await registered();
    const data = { status: "failed" as const, failureCode: "sandbox", createdAt: new Date(0) };
    await product.db.delivery.update({ where: { id: deliveryId }, data });
    const actionId = randomUUID();
    const acting = { actionId, operatorId: null, reason: "SES was mended" };
    await product.requestReplay("sandbox", acting);
    const event = { name: "operator/replay-requested", data: { actionId, afterId: null } };
    expect(await run.toEnd("latchkey-replay-mails", event)).toEqual([
      "replay batch 1",
      "publish batch 1",
      "record that it ended",
    ]);
    expect((await deliveryOf(deliveryId)).status).toBe("queued");
    expect(server.events.map((each) => each.data.deliveryId)).toContain(deliveryId);
  });
});

describe("each cron does its work and leaves a heartbeat:", () => {
  /** What there is for each to do, and how one sees that it was done. */
  const work: Record<
    keyof Awaited<ReturnType<typeof load>>["crons"],
    () => Promise<() => Promise<boolean>>
  > = {
    "sweep-outbox": async () => {
      const [waiting, lost] = [await registered(), await registered()];
      const isOf = { path: ["deliveryId"], equals: lost.deliveryId };
      await product.db.outboxEvent.deleteMany({ where: { data: isOf } });
      const dueAt = after(new Date(), -5 * MINUTE);
      await product.db.delivery.update({ where: { id: lost.deliveryId }, data: { dueAt } });
      return async () => {
        const published = server.events.map(({ data }) => data.deliveryId);
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
      await registered();
      return async () => (await product.db.funnelHour.count({ where: { registered: 1 } })) > 0;
    },
    "read-send-quota": async () => {
      await product.db.sender.updateMany({ data: { readAt: null } });
      return async () => (await product.db.sender.findFirst())?.readAt != null;
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
    await run.toEnd(`latchkey-${name}`);
    expect(await isDone()).toBe(true);
    const beat = await product.db.heartbeat.findUnique({ where: { name } });
    expect(beat?.at.getTime()).toBeGreaterThanOrEqual(startedAt);
  });
});

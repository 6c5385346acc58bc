import { randomUUID } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { after, DAY, HOUR, MINUTE, SECOND } from "@/lib/clock";
import { startEventEndpoint } from "../support/event-endpoint";

// Imported when Inngest's URL is known: the client reads it once.
const load = async () => ({
  ...(await import("@/inngest/events")),
  ...(await import("@/inngest/publish-outbox")),
  ...(await import("@/inngest/sweep")),
  ...(await import("@/lib/accounts/send-mail")),
  ...(await import("@/lib/db")),
  ...(await import("@/lib/mail/give-up")),
  ...(await import("@/lib/mail/republish-overdue")),
  ...(await import("../support/registrations")),
});

let product: Awaited<ReturnType<typeof load>>;
let inngest: Awaited<ReturnType<typeof startEventEndpoint>>;

beforeAll(async () => {
  inngest = await startEventEndpoint();
  process.env.INNGEST_DEV = inngest.url;
  product = await load();
});

afterAll(() => inngest.stop());

beforeEach(async () => {
  await product.db.delivery.deleteMany();
  await product.db.deliveryAttempt.deleteMany();
  await product.db.outboxEvent.deleteMany();
  await product.db.heartbeat.deleteMany();
});

type Status = "queued" | "sending" | "deferred" | "unknown" | "sent" | "failed" | "cancelled";

/** Emails of one registration, which Inngest took long ago. */
async function emails(
  count: number,
  data: { status?: Status; dueAt?: Date | null; createdAt?: Date } = {},
) {
  const { id: registrationId, userId, address } = await product.aRegistration();
  await product.db.outboxEvent.deleteMany();
  await product.db.delivery.deleteMany({ where: { registrationId } });
  const mail = { registrationId, userId, address, template: "confirm_email" as const };
  const rows = Array.from({ length: count }, () => ({ id: uuidv7(), ...mail, ...data }));
  await product.db.delivery.createMany({ data: rows });
  return rows.map(({ id }) => id);
}

/** The sweep at a time, as the first one for a while. */
async function sweepAt(now: Date): Promise<number | null> {
  await product.db.heartbeat.deleteMany();
  return product.republishOverdue(now);
}

const eventsOf = async (deliveryId: string) =>
  product.db.outboxEvent.findMany({
    where: { data: { path: ["deliveryId"], equals: deliveryId } },
  });

async function publishedBy(now: Date, status: Status, dueAt: Date | null) {
  const [id] = await emails(1, { status, dueAt });
  await sweepAt(now);
  return (await eventsOf(id!)).length;
}

const now = new Date();
const long = after(now, -HOUR);

describe("an email that Inngest took and never ran", () => {
  test("goes out once, under an event that Inngest has not seen, whatever comes late", async () => {
    const { deliveryId, address } = await product.aRegistration();
    await product.publishOutbox();
    const [lost] = await eventsOf(deliveryId);
    const later = after(new Date(), 2 * MINUTE);
    expect(await sweepAt(later)).toBe(1);
    await product.publishOutbox();
    const again = inngest.events().filter(({ data }) => data.deliveryId === deliveryId);
    expect(again).toHaveLength(2);
    expect(new Set(again.map(({ id }) => id)).size).toBe(2);
    expect(lost?.id).toBe(again[0]?.id);
    const both = await Promise.all(again.map(({ data }) => product.sendMail(data.deliveryId)));
    expect(both.map(({ outcome }) => outcome)).toContain("sent");
    const attempts = await product.db.deliveryAttempt.count({ where: { deliveryId } });
    expect([address, attempts]).toEqual([address, 1]);
  });

  test("is asked for by the event of its kind, which the function that sends emails listens to", async () => {
    const { userId, address, id: registrationId } = await product.aRegistration();
    await product.db.delivery.deleteMany();
    const [resetId, changeId, auditId] = [uuidv7(), uuidv7(), uuidv7()];
    const asked = { ...product.ORIGIN, browserKeyHash: "none", originalAddress: address };
    await product.db.passwordReset.create({ data: { id: resetId, userId, address, ...asked } });
    await product.db.addressChange.create({
      data: {
        ...{ id: changeId, userId, oldAddress: address, oldOriginalAddress: address },
        ...{ newAddress: "new@example.com", newOriginalAddress: "new@example.com" },
        ...product.ORIGIN,
      },
    });
    const trail = { userId, name: "password_changed", actor: "owner" as const, ...product.ORIGIN };
    await product.db.auditEvent.create({ data: { id: auditId, ...trail } });
    const about = {
      confirm_email: { registrationId },
      already_registered: { registrationId },
      reset_password: { passwordResetId: resetId },
      no_account: { passwordResetId: resetId },
      confirm_new_address: { addressChangeId: changeId },
      address_change_notice: { addressChangeId: changeId },
      address_changed: { addressChangeId: changeId },
      password_changed: { auditEventId: auditId },
      account_deletion: { auditEventId: auditId },
    } as const;
    const expected: Record<keyof typeof about, string> = {
      confirm_email: "account/confirmation-requested",
      already_registered: "account/confirmation-requested",
      reset_password: "account/password-reset-requested",
      no_account: "account/password-reset-requested",
      confirm_new_address: "account/address-change-requested",
      address_change_notice: "account/address-change-requested",
      address_changed: "account/address-changed",
      password_changed: "account/password-changed",
      account_deletion: "account/deletion-requested",
    };
    for (const template of Object.keys(about) as (keyof typeof about)[])
      await product.db.delivery.create({
        data: { userId, address, template, ...about[template], dueAt: long },
      });
    await sweepAt(now);
    const known = new Map(product.mailEvents.map((event) => [event.name as string, event.schema]));
    for (const { id, template } of await product.db.delivery.findMany()) {
      const [event] = await eventsOf(id);
      expect([template, event?.name]).toEqual([template, expected[template]]);
      expect(event?.data).toMatchObject({ deliveryId: id, ...about[template] });
      expect(known.get(event!.name)?.safeParse(event!.data).success).toBe(true);
    }
  });

  test("is published by one of two sweeps at once", async () => {
    const [id] = await emails(1, { dueAt: long });
    const results = await Promise.all([
      product.republishOverdue(now),
      product.republishOverdue(now),
    ]);
    expect(results.toSorted()).toEqual([1, null]);
    expect(await eventsOf(id!)).toHaveLength(1);
  });

  test("is published again after pauses that grow to an hour, and at once when it is due anew", async () => {
    const dueAt = after(now, -2 * MINUTE);
    const [id] = await emails(1, { dueAt });
    const minutes = [];
    for (let minute = 0; minute < 130; minute += 1) {
      const moment = after(now, minute * MINUTE);
      await product.db.outboxEvent.updateMany({ data: { publishedAt: after(moment, -HOUR) } });
      if ((await sweepAt(moment)) === 1) minutes.push(minute);
    }
    expect(minutes).toEqual([0, 2, 6, 14, 30, 62, 122]);
    const dueAnew = after(now, 131 * MINUTE);
    await product.db.delivery.update({
      where: { id: id! },
      data: { status: "deferred", dueAt: dueAnew },
    });
    expect(await sweepAt(after(dueAnew, 2 * MINUTE))).toBe(1);
  }, 60_000);

  test("is left alone while the outbox holds its event, and just after Inngest got it", async () => {
    const [id] = await emails(1, { dueAt: long });
    const data = { deliveryId: id };
    await product.db.outboxEvent.create({ data: { name: "account/registered", data } });
    expect(await sweepAt(now)).toBe(0);
    await product.db.outboxEvent.updateMany({ data: { publishedAt: after(now, -30 * SECOND) } });
    expect(await sweepAt(now)).toBe(0);
    expect(await sweepAt(after(now, MINUTE))).toBe(1);
  });

  test("is given up after three days, and can be sent by an operator then", async () => {
    const [id] = await emails(1, { dueAt: long, createdAt: after(now, -3 * DAY) });
    await sweepAt(now);
    expect(await eventsOf(id!)).toEqual([]);
    expect(await product.db.delivery.findUnique({ where: { id: id! } })).toMatchObject({
      status: "failed",
      failureCode: "gave_up",
    });
  });
});

describe("the sweep publishes again", () => {
  test.each<[Status, string, Date | null, number]>([
    ["queued", "for two minutes", after(now, -2 * MINUTE), 1],
    ["queued", "for half a minute", after(now, -30 * SECOND), 0],
    ["sending", "since its claim ended", after(now, -2 * MINUTE), 1],
    ["sending", "and is claimed", after(now, 20 * SECOND), 0],
    ["deferred", "since its next try was due", after(now, -2 * MINUTE), 1],
    ["deferred", "and is tried in an hour", after(now, HOUR), 0],
    ["unknown", "since the provider's word should have come", after(now, -2 * MINUTE), 1],
    ["unknown", "and was given up", null, 0],
    ["sent", "long ago", long, 0],
    ["failed", "long ago", long, 0],
    ["cancelled", "long ago", long, 0],
  ])("what is %s %s: as it should", async (status, _since, dueAt, count) => {
    expect(await publishedBy(now, status, dueAt)).toBe(count);
  });

  test("only a few where no run reaches us, other ones each time, and all once one does", async () => {
    const ids = await emails(35, { dueAt: long });
    expect(await sweepAt(now)).toBe(10);
    expect(await sweepAt(after(now, 30 * SECOND))).toBe(10);
    const republished = await product.db.outboxEvent.findMany();
    const taken = republished.map(({ data }) => (data as { deliveryId: string }).deliveryId);
    expect(new Set(taken).size).toBe(20);
    await product.sendMail(taken[0]!);
    expect(await sweepAt(after(now, 40 * SECOND))).toBe(15);
    const events = await Promise.all(ids.map(eventsOf));
    expect(events.map(({ length }) => length)).toEqual(Array(35).fill(1));
  });

  test("only a few where late emails come by themselves: Inngest has a backlog", async () => {
    const [late] = await emails(30, { dueAt: long, createdAt: long });
    await product.sendMail(late!);
    expect(await sweepAt(now)).toBe(10);
  });
});

describe("a run whose attempts are used up", () => {
  const stateOf = async (id: string) => {
    const { status, failureCode } = await product.db.delivery.findUniqueOrThrow({ where: { id } });
    return failureCode ?? status;
  };

  test("ends its email where nobody else tries it", async () => {
    const [id] = await emails(1, { status: "deferred", dueAt: after(now, HOUR) });
    await product.giveUpDelivery(id!, { republishedAt: null });
    expect(await stateOf(id!)).toBe("gave_up");
  });

  test("ends nothing while a newer run tries the email, and that one ends it", async () => {
    const [id] = await emails(1, { dueAt: long });
    await sweepAt(now);
    const [event] = await eventsOf(id!);
    const { republishedAt } = event!.data as { republishedAt: string };
    const inTime = { status: "deferred" as const, dueAt: after(now, HOUR) };
    await product.db.delivery.update({ where: { id: id! }, data: inTime });
    await product.giveUpDelivery(id!, { republishedAt: null });
    expect(await stateOf(id!)).toBe("deferred");
    await product.giveUpDelivery(id!, { republishedAt: new Date(republishedAt) });
    expect(await stateOf(id!)).toBe("gave_up");
  });

  test("ends nothing that nobody tried in time, for Inngest could not reach us", async () => {
    const [id] = await emails(1, { dueAt: long });
    await product.giveUpDelivery(id!, { republishedAt: null });
    expect(await stateOf(id!)).toBe("queued");
    expect(await sweepAt(now)).toBe(1);
  });

  test("leaves what may have been taken unknown, for nobody to try again by itself", async () => {
    const [id] = await emails(1, { status: "unknown", dueAt: after(now, MINUTE) });
    await product.giveUpDelivery(id!, { republishedAt: null });
    expect(await stateOf(id!)).toBe("unknown");
    expect(await sweepAt(after(now, HOUR))).toBe(0);
  });
});

test("an operator's replay of one email is published again when Inngest loses it", async () => {
  const { replayMail } = await import("@/lib/operator/replay-mail");
  const [id] = await emails(1, { status: "failed" });
  const acting = { actionId: randomUUID(), operatorId: null, reason: "it was mended" };
  expect(await replayMail(id!, acting, now)).toEqual({ outcome: "replayed" });
  await product.db.outboxEvent.updateMany({ data: { publishedAt: now } });
  // The run of before the replay is at its end: it ends nothing.
  await product.giveUpDelivery(id!, { republishedAt: null });
  expect(await sweepAt(after(now, 3 * MINUTE))).toBe(1);
  expect(await eventsOf(id!)).toHaveLength(2);
});

test.each(["sending", "unknown"] as const)(
  "an email that may have been sent (%s) and has lost its point is overdue no more",
  async (status) => {
    const { deliveryId, address } = await product.aRegistration();
    const data = { status, claimedAt: long, dueAt: long };
    await product.db.delivery.update({ where: { id: deliveryId }, data });
    await product.db.verification.updateMany({ where: { address }, data: { voidedAt: now } });
    await product.db.registration.updateMany({ where: { address }, data: { confirmedAt: now } });
    expect(await product.sendMail(deliveryId)).toEqual({ outcome: "cancelled" });
    const { status: ended, dueAt } = await product.db.delivery.findUniqueOrThrow({
      where: { id: deliveryId },
    });
    expect([ended, dueAt]).toEqual(["unknown", null]);
    expect(await sweepAt(after(now, HOUR))).toBe(0);
  },
);

test("every process sweeps by itself, so that an Inngest that has lost its crons loses no email", async () => {
  const [id] = await emails(1, { dueAt: long });
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  vi.stubEnv("NEXT_RUNTIME", "nodejs");
  try {
    const { register } = await import("@/instrumentation");
    await register();
    inngest.batches.length = 0;
    await vi.advanceTimersByTimeAsync(30_000);
    await expect.poll(() => inngest.events().map(({ data }) => data.deliveryId)).toEqual([id]);
  } finally {
    vi.useRealTimers();
    vi.unstubAllEnvs();
  }
});

test("a sweep publishes what it wrote, and says how much", async () => {
  await emails(3, { dueAt: long });
  inngest.batches.length = 0;
  expect(await product.sweep()).toEqual({ published: 0, republished: 3 });
  expect(inngest.events()).toHaveLength(3);
  expect(await product.sweep()).toEqual({ published: 0, republished: 0 });
});

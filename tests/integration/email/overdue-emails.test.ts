import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { after, DAY, HOUR, MINUTE, SECOND } from "@/lib/clock";
import { startOverdueProduct, type Status } from "../../support/overdue";

let product: Awaited<ReturnType<typeof startOverdueProduct>>;

beforeAll(async () => {
  product = await startOverdueProduct();
});

afterAll(() => product.inngest.stop());

beforeEach(() => product.forgetAll());

const now = new Date();
const long = after(now, -HOUR);

async function publishedBy(now: Date, status: Status, dueAt: Date | null) {
  const [id] = await product.emails(1, { status, dueAt });
  await product.sweepAt(now);
  return (await product.eventsOf(id!)).length;
}

describe("an email that Inngest took and never ran", () => {
  test("goes out once, under an event that Inngest has not seen, whatever comes late", async () => {
    const { deliveryId, address } = await product.aRegistration();
    await product.publishOutbox();
    const [lost] = await product.eventsOf(deliveryId);
    const later = after(new Date(), 2 * MINUTE);
    expect(await product.sweepAt(later)).toBe(1);
    await product.publishOutbox();
    const again = product.inngest.events().filter(({ data }) => data.deliveryId === deliveryId);
    expect(again).toHaveLength(2);
    expect(new Set(again.map(({ id }) => id)).size).toBe(2);
    expect(lost?.id).toBe(again[0]?.id);
    const both = await Promise.all(
      again.map(({ data }) => product.sendEmailDelivery(data.deliveryId)),
    );
    expect(both.map(({ outcome }) => outcome)).toContain("sent");
    const attempts = await product.db.deliveryAttempt.count({ where: { deliveryId } });
    expect([address, attempts]).toEqual([address, 1]);
  });

  test("is asked for by the event of its kind, which the function that sends it listens to", async () => {
    const { userId, address, id: registrationId } = await product.aRegistration();
    await product.db.delivery.deleteMany();
    const [resetId, changeId, auditId, codeId] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
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
    const phone = { number: "+4915123456789", country: "DE", purpose: "enrol" as const };
    await product.db.phoneCode.create({
      data: { id: codeId, userId, ...phone, ...product.ORIGIN, browserKeyHash: "", expiresAt: now },
    });
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
      factor_removal: { auditEventId: auditId },
      second_factor_changed: { auditEventId: auditId },
      sms_code: { phoneCodeId: codeId },
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
      factor_removal: "account/second-factor-changed",
      second_factor_changed: "account/second-factor-changed",
      sms_code: "account/phone-code-requested",
    };
    for (const template of Object.keys(about) as (keyof typeof about)[])
      await product.db.delivery.create({
        data: { userId, address, template, ...about[template], dueAt: long },
      });
    // A sweep takes ten.
    for (const moment of [now, after(now, MINUTE)]) await product.sweepAt(moment);
    const listenedTo = [...product.mailEvents, product.phoneCodeRequested];
    const known = new Map(listenedTo.map((event) => [event.name as string, event.schema]));
    for (const { id, template } of await product.db.delivery.findMany()) {
      const [event] = await product.eventsOf(id);
      expect([template, event?.name]).toEqual([template, expected[template]]);
      expect(event?.data).toMatchObject({ deliveryId: id, ...about[template] });
      expect(known.get(event!.name)?.safeParse(event!.data).success).toBe(true);
    }
  });

  test("is published by one of two sweeps at once", async () => {
    const [id] = await product.emails(1, { dueAt: long });
    const results = await Promise.all([
      product.republishOverdue(now),
      product.republishOverdue(now),
    ]);
    expect(results.toSorted()).toEqual([1, null]);
    expect(await product.eventsOf(id!)).toHaveLength(1);
  });

  test("is published again after pauses that grow to an hour, and at once when it is due anew", async () => {
    const dueAt = after(now, -2 * MINUTE);
    const [id] = await product.emails(1, { dueAt });
    const minutes = [];
    for (let minute = 0; minute < 130; minute += 1) {
      const moment = after(now, minute * MINUTE);
      await product.db.outboxEvent.updateMany({ data: { publishedAt: after(moment, -HOUR) } });
      if ((await product.sweepAt(moment)) === 1) minutes.push(minute);
    }
    expect(minutes).toEqual([0, 2, 6, 14, 30, 62, 122]);
    const dueAnew = after(now, 131 * MINUTE);
    await product.db.delivery.update({
      where: { id: id! },
      data: { status: "deferred", dueAt: dueAnew },
    });
    expect(await product.sweepAt(after(dueAnew, 2 * MINUTE))).toBe(1);
  }, 60_000);

  test("is left alone while the outbox holds its event, and just after Inngest got it", async () => {
    const [id] = await product.emails(1, { dueAt: long });
    const data = { deliveryId: id };
    await product.db.outboxEvent.create({ data: { name: "account/registered", data } });
    expect(await product.sweepAt(now)).toBe(0);
    await product.db.outboxEvent.updateMany({ data: { publishedAt: after(now, -30 * SECOND) } });
    expect(await product.sweepAt(now)).toBe(0);
    expect(await product.sweepAt(after(now, MINUTE))).toBe(1);
  });

  test("is given up after three days, and can be sent by an operator then", async () => {
    const [id] = await product.emails(1, { dueAt: long, createdAt: after(now, -3 * DAY) });
    await product.sweepAt(now);
    expect(await product.eventsOf(id!)).toEqual([]);
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
    const ids = await product.emails(35, { dueAt: long });
    expect(await product.sweepAt(now)).toBe(10);
    expect(await product.sweepAt(after(now, 30 * SECOND))).toBe(10);
    const republished = await product.db.outboxEvent.findMany();
    const taken = republished.map(({ data }) => (data as { deliveryId: string }).deliveryId);
    expect(new Set(taken).size).toBe(20);
    await product.sendEmailDelivery(taken[0]!);
    expect(await product.sweepAt(after(now, 40 * SECOND))).toBe(15);
    const events = await Promise.all(ids.map(product.eventsOf));
    expect(events.map(({ length }) => length)).toEqual(Array(35).fill(1));
  });

  test("first what it never did, so that emails that stay away keep no other waiting", async () => {
    const again = await product.emails(10, { dueAt: after(now, -3 * MINUTE) });
    const never = await product.emails(10, { dueAt: after(now, -2 * MINUTE) });
    const countsOf = async (ids: string[]) =>
      (await Promise.all(ids.map(product.eventsOf))).map(({ length }) => length);
    expect(await product.sweepAt(now)).toBe(10);
    expect(await countsOf(again)).toEqual(Array(10).fill(1));
    await product.db.outboxEvent.updateMany({ data: { publishedAt: now } });
    expect(await product.sweepAt(after(now, 10 * MINUTE))).toBe(10);
    expect(await countsOf(never)).toEqual(Array(10).fill(1));
  });

  test("only a few where late emails come by themselves: Inngest has a backlog", async () => {
    const [late] = await product.emails(30, { dueAt: long, createdAt: long });
    await product.sendEmailDelivery(late!);
    expect(await product.sweepAt(now)).toBe(10);
  });
});

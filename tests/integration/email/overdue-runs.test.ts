import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { after, HOUR, MINUTE } from "@/lib/clock";
import { startOverdueProduct } from "../../support/overdue";

let product: Awaited<ReturnType<typeof startOverdueProduct>>;

beforeAll(async () => {
  product = await startOverdueProduct();
});

afterAll(() => product.inngest.stop());

beforeEach(() => product.forgetAll());

const now = new Date();
const long = after(now, -HOUR);

describe("a run whose attempts are used up", () => {
  const stateOf = async (id: string) => {
    const { status, failureCode } = await product.db.delivery.findUniqueOrThrow({ where: { id } });
    return failureCode ?? status;
  };

  test("ends its email where nobody else tries it", async () => {
    const [id] = await product.emails(1, { status: "deferred", dueAt: after(now, HOUR) });
    await product.giveUpDelivery(id!, { republishedAt: null });
    expect(await stateOf(id!)).toBe("gave_up");
  });

  test("ends nothing while a newer run tries the email, and that one ends it", async () => {
    const [id] = await product.emails(1, { dueAt: long });
    await product.sweepAt(now);
    const [event] = await product.eventsOf(id!);
    const { republishedAt } = event!.data as { republishedAt: string };
    const inTime = { status: "deferred" as const, dueAt: after(now, HOUR) };
    await product.db.delivery.update({ where: { id: id! }, data: inTime });
    await product.giveUpDelivery(id!, { republishedAt: null });
    expect(await stateOf(id!)).toBe("deferred");
    await product.giveUpDelivery(id!, { republishedAt: new Date(republishedAt) });
    expect(await stateOf(id!)).toBe("gave_up");
  });

  test.each(["queued", "unknown"] as const)(
    "ends nothing that nobody tried in time, for Inngest could not reach us (%s)",
    async (status) => {
      const [id] = await product.emails(1, { status, dueAt: long });
      await product.giveUpDelivery(id!, { republishedAt: null });
      expect(await stateOf(id!)).toBe(status);
      expect(await product.sweepAt(now)).toBe(1);
    },
  );

  test("leaves what may have been taken unknown, for nobody to try again by itself", async () => {
    const [id] = await product.emails(1, { status: "unknown", dueAt: after(now, MINUTE) });
    await product.giveUpDelivery(id!, { republishedAt: null });
    expect(await stateOf(id!)).toBe("unknown");
    expect(await product.sweepAt(after(now, HOUR))).toBe(0);
  });
});

test("an operator's replay of one email is published again when Inngest loses it", async () => {
  const { replayEmail } = await import("@/lib/operator/actions/replay-email");
  const [id] = await product.emails(1, { status: "failed" });
  const acting = { actionId: randomUUID(), operatorId: null, reason: "it was mended" };
  expect(await replayEmail(id!, acting, now)).toEqual({ outcome: "replayed" });
  await product.db.outboxEvent.updateMany({ data: { publishedAt: now } });
  // The run of before the replay is at its end: it ends nothing.
  await product.giveUpDelivery(id!, { republishedAt: null });
  expect(await product.sweepAt(after(now, 3 * MINUTE))).toBe(1);
  expect(await product.eventsOf(id!)).toHaveLength(2);
});

test.each(["sending", "unknown"] as const)(
  "an email that may have been sent (%s) and has lost its point is overdue no more",
  async (status) => {
    const { deliveryId, address } = await product.aRegistration();
    const data = { status, claimedAt: long, dueAt: long };
    await product.db.delivery.update({ where: { id: deliveryId }, data });
    await product.db.verification.updateMany({ where: { address }, data: { voidedAt: now } });
    await product.db.registration.updateMany({ where: { address }, data: { confirmedAt: now } });
    expect(await product.sendEmailDelivery(deliveryId)).toEqual({ outcome: "cancelled" });
    const { status: ended, dueAt } = await product.db.delivery.findUniqueOrThrow({
      where: { id: deliveryId },
    });
    expect([ended, dueAt]).toEqual(["unknown", null]);
    expect(await product.sweepAt(after(now, HOUR))).toBe(0);
  },
);

test("every process sweeps by itself, so that an Inngest that has lost its crons loses no email", async () => {
  const [id] = await product.emails(1, { dueAt: long });
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  vi.stubEnv("NEXT_RUNTIME", "nodejs");
  try {
    const { register } = await import("@/instrumentation");
    await register();
    product.inngest.batches.length = 0;
    await vi.advanceTimersByTimeAsync(30_000);
    await expect
      .poll(() => product.inngest.events().map(({ data }) => data.deliveryId))
      .toEqual([id]);
  } finally {
    vi.useRealTimers();
    vi.unstubAllEnvs();
  }
});

test("a sweep publishes what it wrote, and says how much", async () => {
  await product.emails(3, { dueAt: long });
  product.inngest.batches.length = 0;
  expect(await product.sweep()).toEqual({ published: 0, republished: 3 });
  expect(product.inngest.events()).toHaveLength(3);
  expect(await product.sweep()).toEqual({ published: 0, republished: 0 });
});

test("a sweep also begins the replay anew of which Inngest has lost the run", async () => {
  const { requestReplay } = await import("@/lib/operator/actions/replay-all");
  await product.emails(1, { status: "failed" });
  const failed = { failureCode: "sandbox" };
  await product.db.delivery.updateMany({ data: failed });
  const acting = { actionId: randomUUID(), operatorId: null, reason: "it was mended" };
  await requestReplay("sandbox", acting);
  await product.publishOutbox();
  const where = { id: acting.actionId };
  await product.db.operatorAction.update({ where, data: { dueAt: long } });
  product.inngest.batches.length = 0;
  expect(await product.sweep()).toEqual({ published: 0, republished: 1 });
  expect(product.inngest.events()).toMatchObject([{ data: { actionId: acting.actionId } }]);
});

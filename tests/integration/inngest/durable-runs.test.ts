// What the functions that send and replay emails answer Inngest, over the endpoint.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sesFront } from "../../chaos/ses-front";
import { failureOf } from "../../support/call-function";
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

const SEND = "latchkey-send-email";
const ses = () => sesFront(process.env.TEST_SES_URL!);

const deliveryOf = (id: string) => product.db.delivery.findUniqueOrThrow({ where: { id } });

describe("an email whose answer was lost, where SES tells what it took", () => {
  test("is asked for again when SES's word should have come, and then not sent twice", async () => {
    const { event, address, deliveryId } = await product.registered();
    await ses().inject({ fault: "hang_up_after", to: address, times: 1 });
    const answer = await product.run.once(SEND, event);
    expect(answer).toMatchObject({ isFinal: false });
    expect(answer.waitSeconds).toBeGreaterThan(100);
    expect(answer.waitSeconds).toBeLessThanOrEqual(120);
    expect((await deliveryOf(deliveryId)).status).toBe("unknown");
    const again = await product.run.once(SEND, event, { attempt: 1 });
    expect(again).toMatchObject({ isFinal: false });
    expect(again.waitSeconds).toBeGreaterThan(100);
  });
});

describe("the function that sends emails", () => {
  test("ends when its email was sent, and at once when it was sent before", async () => {
    const { event } = await product.registered();
    for (const attempt of [0, 1]) {
      const answer = await product.run.once(SEND, event, { attempt });
      expect([answer.status, answer.text]).toEqual([206, expect.stringContaining('"data":"sent"')]);
    }
  });

  test.each(["cancelled", "not_found"])("ends when its email is %s", async (outcome) => {
    const { event, deliveryId } = await product.registered();
    if (outcome === "not_found") await product.db.delivery.delete({ where: { id: deliveryId } });
    else
      await product.db.delivery.update({
        where: { id: deliveryId },
        data: { status: "cancelled" },
      });
    expect((await product.run.once(SEND, event)).text).toContain(`"data":"${outcome}"`);
  });

  test("comes again when the claim ends that another attempt holds", async () => {
    const { event, deliveryId } = await product.registered();
    const data = { status: "sending" as const, claimedAt: new Date() };
    await product.db.delivery.update({ where: { id: deliveryId }, data });
    const answer = await product.run.once(SEND, event);
    expect(answer.isFinal).toBe(false);
    expect(answer.waitSeconds).toBeGreaterThan(100);
  });

  test("comes again after the wait of its attempt, when its email is due", async () => {
    const { event, deliveryId, address } = await product.registered();
    await ses().inject({ fault: "throttle", to: address, times: 1 });
    const answer = await product.run.once(SEND, event, { attempt: 3 });
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
    const { event, deliveryId } = await product.registered();
    const data = { status: "failed" as const, failureCode: "rejected" };
    await product.db.delivery.update({ where: { id: deliveryId }, data });
    expect(await product.run.once(SEND, event)).toMatchObject({ isFinal: true });
  });

  test("has its email given up when its attempts are used up, and the person is told", async () => {
    const { event, deliveryId } = await product.registered();
    await product.run.toEnd(`${SEND}-failure`, failureOf(SEND, event));
    expect(await deliveryOf(deliveryId)).toMatchObject({
      status: "failed",
      failureCode: "gave_up",
    });
  });

  test("leaves its email alone when a newer run is at work, which gives it up in its turn", async () => {
    const { event, deliveryId } = await product.registered();
    const republishedAt = new Date();
    await product.db.delivery.update({ where: { id: deliveryId }, data: { republishedAt } });
    await product.run.toEnd(`${SEND}-failure`, failureOf(SEND, event));
    expect((await deliveryOf(deliveryId)).status).toBe("queued");
    const data = { ...event.data, republishedAt: republishedAt.toISOString() };
    await product.run.toEnd(`${SEND}-failure`, failureOf(SEND, { ...event, data }));
    expect((await deliveryOf(deliveryId)).status).toBe("failed");
  });
});

describe("the function that replays failed emails", () => {
  test("records that it stopped when its attempts are used up", async () => {
    const { deliveryId } = await product.registered();
    const data = { status: "failed" as const, failureCode: "sandbox" };
    await product.db.delivery.update({ where: { id: deliveryId }, data });
    const actionId = randomUUID();
    const acting = { actionId, operatorId: null, reason: "SES was mended" };
    await product.requestReplay("sandbox", acting);
    const event = { name: "operator/replay-requested", data: { actionId, afterId: null } };
    await product.run.toEnd(
      "latchkey-replay-emails-failure",
      failureOf("latchkey-replay-emails", event),
    );
    const action = await product.db.operatorAction.findUnique({ where: { id: actionId } });
    expect(action?.endedAt).toEqual(expect.any(Date));
  });

  test("leaves its action alone when a newer run is at work, which ends it in its turn", async () => {
    const { deliveryId } = await product.registered();
    const data = { status: "failed" as const, failureCode: "sandbox" };
    await product.db.delivery.update({ where: { id: deliveryId }, data });
    const [actionId, republishedAt] = [randomUUID(), new Date()];
    const where = { id: actionId };
    await product.requestReplay("sandbox", { actionId, operatorId: null, reason: "mended" });
    await product.db.operatorAction.update({ where, data: { republishedAt } });
    const endedAfterFailureOf = async (more: object) => {
      const event = {
        name: "operator/replay-requested",
        data: { actionId, afterId: null, ...more },
      };
      const failure = failureOf("latchkey-replay-emails", event);
      await product.run.toEnd("latchkey-replay-emails-failure", failure);
      return (await product.db.operatorAction.findUniqueOrThrow({ where })).endedAt;
    };
    expect(await endedAfterFailureOf({})).toBeNull();
    const newer = { republishedAt: republishedAt.toISOString() };
    expect(await endedAfterFailureOf(newer)).toEqual(expect.any(Date));
  });

  test("replays, publishes what it replayed, and records its end", async () => {
    const { deliveryId } = await product.registered();
    const data = { status: "failed" as const, failureCode: "sandbox", createdAt: new Date(0) };
    await product.db.delivery.update({ where: { id: deliveryId }, data });
    const actionId = randomUUID();
    const acting = { actionId, operatorId: null, reason: "SES was mended" };
    await product.requestReplay("sandbox", acting);
    const event = { name: "operator/replay-requested", data: { actionId, afterId: null } };
    expect(await product.run.toEnd("latchkey-replay-emails", event)).toEqual([
      "replay batch 1",
      "publish batch 1",
      "record that it ended",
    ]);
    expect((await deliveryOf(deliveryId)).status).toBe("queued");
    expect(product.server.events.map((each) => each.data.deliveryId)).toContain(deliveryId);
  });
});

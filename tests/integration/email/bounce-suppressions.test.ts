import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { after, DAY, HOUR } from "@/lib/clock";
import { startFeedback } from "../../support/feedback";
import { sesEvents } from "../../support/ses-events";

let product: Awaited<ReturnType<typeof startFeedback>>;

beforeAll(async () => {
  product = await startFeedback();
});

afterAll(() => product.stop());

type About = { deliveryId: string };

/** An address whose email bounced, for no other reason than that nobody has the mailbox. */
async function anAddressThatBounced() {
  const registration = await product.aSentMail();
  await product.tell(sesEvents.bounce(registration));
  return registration;
}

const sentTo = (address: string) => product.ses.requestsFor(address).length;

/** A bounce for a reason, at a time. */
const bounceAt = (about: About, at: Date, words = "550 5.1.1 no such user") =>
  product.tell(
    sesEvents.bounce({ ...about, at }, "Permanent", "General", { status: "5.0.0", words }),
  );

const suppressionOf = (address: string) =>
  product.db.suppression.findFirst({ where: { address, scope: "everything" } });

/** An email that goes to an address at a time. */
async function sendAt(address: string, now: Date) {
  const { deliveryId } = await product.aRegistration({ address, now });
  return { deliveryId, ...(await product.sendEmailDelivery(deliveryId, now)) };
}

describe("an address whose email bounced for good", () => {
  test("gets one real try a day, whatever it is for, and the next ones say why they stop", async () => {
    const { address } = await anAddressThatBounced();
    const now = new Date();
    expect(await sendAt(address, now)).toMatchObject({ outcome: "sent" });
    const reset = await product.aPasswordReset(address);
    expect(await product.sendEmailDelivery(reset.deliveryId, now)).toEqual({
      outcome: "cancelled",
    });
    expect(await product.deliveryOf(reset.deliveryId)).toMatchObject({
      status: "cancelled",
      failureCode: "suppressed_bounce",
    });
    expect(await sendAt(address, after(now, DAY))).toMatchObject({ outcome: "sent" });
    expect(sentTo(address)).toBe(3);
  });

  test("has its one try of the day once, also when two emails want it at the same moment", async () => {
    const { address } = await anAddressThatBounced();
    const both = await Promise.all([
      product.aRegistration({ address }),
      product.aPasswordReset(address),
    ]);
    const now = new Date();
    const outcomes = await Promise.all(
      both.map(({ deliveryId }) => product.sendEmailDelivery(deliveryId, now)),
    );
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(["cancelled", "sent"]);
  });

  test("keeps its one try of the day while the mail service puts it off", async () => {
    const { address } = await anAddressThatBounced();
    const { deliveryId } = await product.aRegistration({ address });
    product.ses.answer(address, { status: 400, code: "Throttling", message: "Slowly." });
    expect(await product.sendEmailDelivery(deliveryId)).toMatchObject({ outcome: "deferred" });
    expect(await product.sendEmailDelivery(deliveryId)).toEqual({ outcome: "sent" });
  });

  test("always gets word of its own account", async () => {
    const { userId, address } = await product.anAccount();
    await product.tell(sesEvents.bounce(await product.aSentMail(address)));
    await sendAt(address, new Date());
    for (let each = 1; each <= 2; each += 1) {
      const { noticeId } = await product.anAddressChange(userId);
      expect(await product.sendEmailDelivery(noticeId)).toEqual({ outcome: "sent" });
    }
  });

  test.each([
    ["bounced", "General"],
    ["is on the list already", "OnAccountSuppressionList"],
  ])("is taken off SES's own list before the next email when it %s", async (_what, subType) => {
    const { address, deliveryId } = await product.aSentMail();
    await product.tell(sesEvents.bounce({ deliveryId }, "Permanent", subType));
    expect(product.ses.unlisted).not.toContain(address);
    expect(await sendAt(address, new Date())).toMatchObject({ outcome: "sent" });
    expect(product.ses.unlisted).toContain(address);
  });

  test("is left alone for 30 days, and twice as long when the try after them bounces", async () => {
    const { address, deliveryId } = await product.aSentMail();
    const first = after(new Date(), -40 * DAY);
    await bounceAt({ deliveryId }, first);
    expect(await suppressionOf(address)).toMatchObject({
      cause: "no_such_mailbox",
      times: 1,
      expiresAt: after(first, 30 * DAY),
    });
    const again = await sendAt(address, new Date());
    expect(again.outcome).toBe("sent");
    const second = after(new Date(), -1_000);
    await bounceAt(again, second);
    expect(await suppressionOf(address)).toMatchObject({
      times: 2,
      expiresAt: after(second, 60 * DAY),
    });
  });

  test.each([
    ["of one outage", [-3 * HOUR, -2 * HOUR, -HOUR]],
    ["long apart", [-100 * DAY, -50 * DAY]],
  ])("is stopped equally by bounces %s, in whatever order they come", async (_what, times) => {
    const now = new Date();
    const results = [];
    for (const order of [times, times.toReversed()]) {
      const { address, deliveryId } = await product.aSentMail();
      for (const time of order) await bounceAt({ deliveryId }, after(now, time));
      const { createdAt, expiresAt, times: count } = (await suppressionOf(address))!;
      results.push({ createdAt, expiresAt, count });
    }
    expect(results[1]).toEqual(results[0]);
  });

  test("is free again when a later email arrives, also if the bounce is told after that", async () => {
    for (const isBounceLate of [false, true]) {
      const { address, deliveryId } = await product.aSentMail();
      const bouncedAt = after(new Date(), -HOUR);
      if (!isBounceLate) await bounceAt({ deliveryId }, bouncedAt);
      const next = await sendAt(address, new Date());
      await product.tell(sesEvents.delivery({ deliveryId: next.deliveryId }));
      if (isBounceLate) await bounceAt({ deliveryId }, bouncedAt);
      expect(await suppressionOf(address)).toBeNull();
    }
  });

  test("is stopped by its own email alone: other addresses get theirs", async () => {
    await anAddressThatBounced();
    const { deliveryId } = await product.aRegistration();
    expect(await product.sendEmailDelivery(deliveryId)).toEqual({ outcome: "sent" });
  });
});

describe("an email that bounced because of us", () => {
  test("leaves the address alone, is no bounce at SES, raises the alarm and can be replayed", async () => {
    const { address, deliveryId } = await product.aSentMail();
    const before = await product.readReputation();
    await bounceAt({ deliveryId }, new Date(), "550 5.7.1 blocked by zen.spamhaus.org - gsmtp");
    expect(await suppressionOf(address)).toBeNull();
    const delivery = await product.deliveryOf(deliveryId);
    expect(delivery).toMatchObject({ status: "bounced", failureCode: "blocklisted" });
    expect((await product.readReputation()).bounces).toBe(before.bounces);
    expect(await product.metrics.registry.metrics()).toContain(
      'latchkey_email_refusals_total{reason="blocklisted",provider="gmail"} 1',
    );
    const acting = { actionId: crypto.randomUUID(), operatorId: null, reason: "mended" };
    const { replayEmail } = await import("@/lib/operator/actions/replay-email");
    expect(await replayEmail(deliveryId, acting)).toEqual({ outcome: "replayed" });
    expect(await product.sendEmailDelivery(deliveryId)).toEqual({ outcome: "sent" });
  });
});

describe("what an SMTP server answers at once", () => {
  /** An attempt at an email that a server refused. */
  async function aRefusal(code: "no_such_mailbox" | "blocklisted" | "relay_denied") {
    const { deliveryId, address } = await product.aRegistration();
    const claimedAt = new Date();
    const where = { id: deliveryId };
    await product.db.delivery.update({ where, data: { status: "sending", claimedAt } });
    const claim = { deliveryId, attemptId: crypto.randomUUID(), claimedAt };
    const error = new product.SendError(code, new Error("550"));
    await product.recordFailure(claim, error, { attempt: 0, now: claimedAt });
    expect(await product.deliveryOf(deliveryId)).toMatchObject({
      status: "failed",
      failureCode: code,
    });
    return suppressionOf(address);
  }

  test("suppresses a mailbox that does not exist, and no other", async () => {
    expect(await aRefusal("no_such_mailbox")).toMatchObject({
      reason: "hard_bounce",
      cause: "no_such_mailbox",
    });
    expect(await aRefusal("blocklisted")).toBeNull();
    expect(await aRefusal("relay_denied")).toBeNull();
  });
});

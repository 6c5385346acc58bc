import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { after, HOUR, MINUTE } from "@/lib/clock";
import { at, someone, start, startHolds } from "../../support/provider-holds";

let product: Awaited<ReturnType<typeof startHolds>>;
let replayEmail: (typeof import("@/lib/operator/actions/replay-email"))["replayEmail"];

beforeAll(async () => {
  product = await startHolds();
  ({ replayEmail } = await import("@/lib/operator/actions/replay-email"));
});

afterAll(() => product.stop());

beforeEach(() => product.forgetAll());

describe("a probe", () => {
  test("goes every ten minutes, one for however many emails and processes", async () => {
    await product.aHold();
    const [one, other] = [
      await product.register(someone(), start),
      await product.register(someone(), start),
    ];
    const ids = [one.deliveryId, other.deliveryId];
    await Promise.all([product.sweepHolds(at(9 * MINUTE)), product.sweepHolds(at(9 * MINUTE))]);
    expect(await Promise.all(ids.map(product.eventsOf))).toEqual([1, 1]);
    await Promise.all([product.sweepHolds(at(11 * MINUTE)), product.sweepHolds(at(11 * MINUTE))]);
    expect((await Promise.all(ids.map(product.eventsOf))).toSorted()).toEqual([1, 2]);
    const outcomes = await Promise.all(
      ids.map((id) => product.sendEmailDelivery(id, at(11 * MINUTE))),
    );
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(["held", "sent"]);
  });

  test("that lost its point makes room for the next at once", async () => {
    await product.aHold();
    const older = await product.register(someone(), start);
    const newer = await product.register(someone(), at(MINUTE));
    await product.sweepHolds(at(11 * MINUTE));
    await product.db.registration.update({
      where: { id: newer.id },
      data: { cancelledAt: start, cancelReason: "reported" },
    });
    expect(await product.sendEmailDelivery(newer.deliveryId, at(11 * MINUTE))).toEqual({
      outcome: "cancelled",
    });
    await product.sweepHolds(at(12 * MINUTE));
    expect(await product.sendEmailDelivery(older.deliveryId, at(12 * MINUTE))).toEqual({
      outcome: "sent",
    });
  });

  test("is each time another email, as long as there is one", async () => {
    await product.aHold();
    const waiting = [];
    for (let each = 0; each < 3; each += 1) waiting.push(await product.register(someone(), start));
    const probes: (string | null)[] = [];
    for (const minutes of [11, 22, 33, 44]) {
      const now = at(minutes * MINUTE);
      await product.sweepHolds(now);
      const [hold] = await product.holds();
      probes.push(hold!.probedBy);
      await product.sendEmailDelivery(hold!.probedBy!, now);
      await product.refuse(hold!.probedBy!, now);
    }
    const newestFirst = waiting.map(({ deliveryId }) => deliveryId).toReversed();
    expect(probes).toEqual([...newestFirst, newestFirst[2]]);
  });

  test("is an operator's replay, at once", async () => {
    const [refused] = await product.aHold();
    const acting = { actionId: randomUUID(), operatorId: null, reason: "the list took us off" };
    await replayEmail(refused!.deliveryId, acting, at(MINUTE));
    expect(await product.sendEmailDelivery(refused!.deliveryId, at(MINUTE))).toEqual({
      outcome: "sent",
    });
  });
});

describe("a provider that accepts our email again", () => {
  /** A probe is delivered, and the sweep sees it. */
  async function mend(now: Date) {
    const probe = await product.ask(someone(), now);
    await product.deliver(probe.deliveryId, now);
    await product.sweepHolds(now);
  }

  test("gets what waited and what it refused, each once, and nothing else", async () => {
    const refused = await product.aHold();
    const waiting = await product.register(someone(), start);
    const other = await product.ask(someone("gone.example"), start);
    await product.refuse(other.deliveryId, start);
    await mend(at(20 * MINUTE));
    const both = await Promise.all([
      product.sweepHolds(at(21 * MINUTE)),
      product.sweepHolds(at(21 * MINUTE)),
    ]);
    expect(both.reduce((sum, count) => sum + count)).toBe(refused.length + 1);
    for (const { deliveryId } of [...refused, waiting]) {
      expect(await product.sendEmailDelivery(deliveryId, at(21 * MINUTE))).toEqual({
        outcome: "sent",
      });
      expect(await product.sendEmailDelivery(deliveryId, at(21 * MINUTE))).toEqual({
        outcome: "sent",
      });
      await product.deliver(deliveryId, at(21 * MINUTE));
    }
    expect(await product.tries(waiting.deliveryId)).toBe(1);
    expect(await product.tries(refused[0]!.deliveryId)).toBe(2);
    expect((await product.stateOf(other.deliveryId)).status).toBe("bounced");
    expect(await product.sweepHolds(at(22 * MINUTE))).toBe(0);
    await product.sweepHolds(at(3 * HOUR));
    expect(await product.holds()).toEqual([]);
  });

  test("gets no email whose link has ended meanwhile", async () => {
    const [refused] = await product.aHold();
    await mend(at(2 * HOUR));
    await product.sweepHolds(at(2 * HOUR + MINUTE));
    const sent = product.ses.requestsFor((await product.deliveryOf(refused!.deliveryId)).address);
    expect(await product.sendEmailDelivery(refused!.deliveryId, at(2 * HOUR + MINUTE))).toEqual({
      outcome: "cancelled",
    });
    expect(sent).toHaveLength(1);
  });

  test("and then refuses anew is held anew, by what it refused since", async () => {
    const refused = await product.aHold();
    await mend(at(20 * MINUTE));
    expect((await product.holds())[0]?.endedAt).not.toBeNull();
    const again = at(40 * MINUTE);
    await product.sweepHolds(again);
    for (const [index, { deliveryId }] of refused.slice(0, 5).entries()) {
      expect(await product.sendEmailDelivery(deliveryId, again)).toEqual({ outcome: "sent" });
      await product.refuse(deliveryId, again);
      await product.sweepHolds(after(again, index));
      expect((await product.holds())[0]?.endedAt === null).toBe(index === 4);
    }
    expect(await product.eventsOf(refused[0]!.deliveryId)).toBe(2);
  });

  test("has an email replayed by itself five times at most", async () => {
    const [refused] = await product.aHold();
    const { deliveryId } = refused!;
    await product.db.deliveryAttempt.createMany({
      data: Array.from({ length: 4 }, () => ({ deliveryId, startedAt: start })),
    });
    await mend(at(20 * MINUTE));
    await product.sweepHolds(at(21 * MINUTE));
    expect((await product.stateOf(deliveryId)).status).toBe("bounced");
  });

  test("and whose events never come counts as accepting after a quarter of an hour", async () => {
    await product.aHold();
    await product.ask(someone(), at(MINUTE));
    await product.sweepHolds(at(10 * MINUTE));
    expect((await product.holds())[0]?.endedAt).toBeNull();
    await product.sweepHolds(at(17 * MINUTE));
    expect((await product.holds())[0]?.endedAt).not.toBeNull();
  });
});

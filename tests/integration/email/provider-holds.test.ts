import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DAY, HOUR, MINUTE } from "@/lib/clock";
import { at, someone, start, startHolds } from "../../support/provider-holds";

let product: Awaited<ReturnType<typeof startHolds>>;
let reset: typeof import("@/lib/password-reset/current-password-reset");
let readHeldProviders: (typeof import("@/lib/email/provider-holds/read-holds"))["readHeldProviders"];
let checkHealth: (typeof import("@/lib/health/check-health"))["checkHealth"];

beforeAll(async () => {
  product = await startHolds();
  reset = await import("@/lib/password-reset/current-password-reset");
  ({ readHeldProviders } = await import("@/lib/email/provider-holds/read-holds"));
  ({ checkHealth } = await import("@/lib/health/check-health"));
});

afterAll(() => product.stop());

beforeEach(() => product.forgetAll());

describe("a mailbox provider that refuses our email", () => {
  test("is held after five mailboxes, and not after four, or five times the same", async () => {
    const address = someone();
    for (let each = 0; each < 3; each += 1) {
      const { deliveryId } = await product.aRegistration({ address, now: at(each) });
      await product.sendEmailDelivery(deliveryId, at(each));
      await product.refuse(deliveryId, at(each));
    }
    await product.refusals(3, start);
    await product.sweepHolds(start);
    expect(await product.holds()).toEqual([]);
    await product.refusals(1, start, "googlemail.com");
    await product.sweepHolds(start);
    expect(await product.holds()).toMatchObject([{ provider: "gmail", reason: "blocklisted" }]);
  });

  test("is not held while it accepts as many as it refuses, nor for faults of mailboxes", async () => {
    for (const { deliveryId } of await Promise.all(
      Array.from({ length: 5 }, () => product.ask(someone(), start)),
    ))
      await product.deliver(deliveryId, start);
    await product.refusals(5, start);
    await product.refusals(6, start, "outlook.com", {
      status: "5.1.1",
      words: "550 5.1.1 no such user",
    });
    await product.sweepHolds(start);
    expect(await product.holds()).toEqual([]);
  });

  test("is held soon although it accepted many emails before", async () => {
    const before = at(-HOUR / 2);
    for (let each = 0; each < 8; each += 1) {
      const { deliveryId } = await product.ask(someone(), before);
      await product.deliver(deliveryId, before);
    }
    await product.refusals(5, start);
    await product.sweepHolds(start);
    expect(await product.holds()).toHaveLength(1);
  });

  test("is not held because a stranger's server speaks like it", async () => {
    const words = {
      status: "5.7.1",
      words:
        "550-5.7.1 Our system has detected that this message is likely unsolicited mail. gsmtp",
    };
    await product.refusals(6, start, "stranger.example", words);
    await product.sweepHolds(start);
    expect(await product.holds()).toMatchObject([{ provider: "stranger.example" }]);
    await product.ask(someone("stranger.example"), start);
    expect(await product.register(someone(), start)).toMatchObject({ outcome: "sent" });
    expect(await product.register(someone("notstranger.example"), start)).toMatchObject({
      outcome: "sent",
    });
    expect(await product.register(someone("strangerXexample.org"), start)).toMatchObject({
      outcome: "sent",
    });
    expect(await product.register(someone("stranger.example"), start)).toMatchObject({
      outcome: "held",
    });
  });

  test("is held once by two sweeps at the same moment", async () => {
    await product.refusals(5, start);
    await Promise.all([product.sweepHolds(start), product.sweepHolds(start)]);
    expect(await product.holds()).toHaveLength(1);
  });
});

describe("an email to a provider that is held", () => {
  test("waits without using its attempts, and its reader is told why", async () => {
    await product.aHold();
    const { deliveryId, browser, outcome } = await product.register(someone(), start);
    expect(outcome).toBe("held");
    expect(await product.stateOf(deliveryId)).toEqual({
      status: "deferred",
      failureCode: "waits_for_provider",
      dueAt: at(6 * HOUR),
    });
    expect(await product.tries(deliveryId)).toBe(0);
    expect((await product.waitingState(browser, start))?.mail?.reason).toBe("waitsForProvider");
  });

  test("is shown to operators, with why and what to do, and warned of", async () => {
    const refused = await product.aHold();
    await product.register(someone(), at(MINUTE));
    expect(await readHeldProviders(at(2 * MINUTE))).toEqual([
      {
        ...{ provider: "gmail", reason: "blocklisted", since: start, nextProbeAt: at(10 * MINUTE) },
        ...{ waiting: 1, refused: refused.length },
        why: expect.stringContaining("blocklist"),
        advice: expect.stringContaining("take us off"),
      },
    ]);
    const { warnings } = await checkHealth(start);
    expect(warnings.join()).toContain("gmail refuses our email");
  });

  test("goes out as before where it is to another provider or tells of one's own account", async () => {
    await product.aHold();
    expect(await product.register(someone("outlook.com"), start)).toMatchObject({
      outcome: "sent",
    });
    const { userId } = await product.anAccount({ address: someone(), now: at(-HOUR) });
    const { noticeId } = await product.anAddressChange(userId);
    expect(await product.sendEmailDelivery(noticeId, start)).toEqual({ outcome: "sent" });
  });

  test("is tried at once for a new password, once a day for a mailbox however it is spelled", async () => {
    await product.aHold();
    const address = someone();
    const first = await product.ask(address, start);
    expect(first.outcome).toBe("sent");
    await product.refuse(first.deliveryId, start);
    const second = await product.ask(address.replace("ada", "ADA"), at(MINUTE));
    expect(second.outcome).toBe("held");
    expect((await product.stateOf(second.deliveryId)).dueAt).toEqual(at(DAY));
    expect((await product.ask(address, at(DAY + MINUTE))).outcome).toBe("sent");
  });

  test("waits alike whether the address has an account or not", async () => {
    await product.aHold();
    const [known, unknown] = [someone(), someone()];
    await product.anAccount({ address: known, now: at(-HOUR) });
    for (const say of [product.register, product.ask, product.ask]) {
      const outcomes = [];
      for (const address of [known, unknown]) outcomes.push((await say(address, start)).outcome);
      expect(new Set(outcomes).size).toBe(1);
    }
  });

  test("waits alike while word of a missing account is held back", async () => {
    await product.aHold();
    const [known, unknown] = [someone(), someone()];
    await product.anAccount({ address: known, now: at(-HOUR) });
    await product.db.sender.updateMany({ data: { standing: "near_pause" } });
    for (const expected of ["sent", "deferred", "deferred"]) {
      const states = [];
      for (const address of [known, unknown]) {
        const { browser } = await product.ask(address, start);
        const wish = await reset.currentPasswordReset(browser);
        states.push(await reset.resetEmailState(wish!, start));
      }
      expect(states[0]).toMatchObject({ status: expected });
      expect(states[1]).toEqual({ ...states[0], at: states[1]!.at });
    }
    await product.db.sender.updateMany({ data: { standing: "good" } });
  });

  test("is tried for real after six hours when nothing else was", async () => {
    await product.aHold();
    const { deliveryId } = await product.register(someone(), start);
    // Not as the probe, which another email has just been.
    await product.db.providerHold.updateMany({ data: { probedAt: at(6 * HOUR) } });
    expect(await product.sendEmailDelivery(deliveryId, at(5 * HOUR))).toEqual({ outcome: "held" });
    expect(await product.sendEmailDelivery(deliveryId, at(6 * HOUR))).toEqual({ outcome: "sent" });
  });
});

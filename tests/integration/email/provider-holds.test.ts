import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { after, DAY, HOUR, MINUTE } from "@/lib/clock";
import { startFeedback } from "../../support/feedback";
import { sesEvents } from "../../support/ses-events";

let product: Awaited<ReturnType<typeof startFeedback>>;
let sweepHolds: (now?: Date) => Promise<number>;
let currentPasswordReset: (typeof import("@/lib/password-reset/current-password-reset"))["currentPasswordReset"];
let resetEmailState: (typeof import("@/lib/password-reset/current-password-reset"))["resetEmailState"];
let readHeldProviders: (typeof import("@/lib/email/provider-holds/read-holds"))["readHeldProviders"];
let checkHealth: (typeof import("@/lib/health/check-health"))["checkHealth"];
let replayEmail: (typeof import("@/lib/operator/actions/replay-email"))["replayEmail"];

beforeAll(async () => {
  // SES tells of deliveries: an email that it only took proves nothing.
  process.env.SES_CONFIGURATION_SET = "latchkey";
  product = await startFeedback();
  ({ sweepHolds } = await import("@/lib/email/provider-holds/sweep-holds"));
  ({ currentPasswordReset, resetEmailState } =
    await import("@/lib/password-reset/current-password-reset"));
  ({ readHeldProviders } = await import("@/lib/email/provider-holds/read-holds"));
  ({ checkHealth } = await import("@/lib/health/check-health"));
  ({ replayEmail } = await import("@/lib/operator/actions/replay-email"));
});

afterAll(() => product.stop());

beforeEach(async () => {
  await product.db.delivery.deleteMany();
  await product.db.providerHold.deleteMany();
  await product.db.outboxEvent.deleteMany();
});

const start = new Date();
const at = (ms: number) => after(start, ms);

const someone = (domain = "gmail.com") => `ada-${randomUUID()}@${domain}`;
const BLOCKED = { status: "5.7.1", words: "550 5.7.1 Service unavailable; blocked using Spamhaus" };

/** Somebody asks for a new password, and the email is tried. */
async function ask(address: string, now: Date) {
  const { deliveryId } = await product.aPasswordReset(address, { now });
  return { deliveryId, ...(await product.sendEmailDelivery(deliveryId, now)) };
}

/** Somebody registers, and the email is tried. */
async function register(address: string, now: Date) {
  const registration = await product.aRegistration({ address, now });
  const { outcome } = await product.sendEmailDelivery(registration.deliveryId, now);
  return { ...registration, outcome };
}

const refuse = (deliveryId: string, now: Date, words = BLOCKED) =>
  product.tell(sesEvents.bounce({ deliveryId, at: now }, "Permanent", "General", words));

const deliver = (deliveryId: string, now: Date) =>
  product.tell(sesEvents.delivery({ deliveryId, at: now }));

/** Emails to a provider that are refused because of us. */
async function refusals(count: number, now: Date, domain = "gmail.com", words = BLOCKED) {
  const emails = [];
  for (let each = 0; each < count; each += 1) {
    const email = await ask(someone(domain), now);
    await refuse(email.deliveryId, now, words);
    emails.push(email);
  }
  return emails;
}

/** A provider that has begun to refuse our emails, and whose free probe was refused as well. */
async function aHold(now = start) {
  const refused = await refusals(5, now);
  await sweepHolds(now);
  const probe = await ask(someone(), now);
  await refuse(probe.deliveryId, now);
  return [...refused, probe];
}

const holds = () => product.db.providerHold.findMany();
const stateOf = async (id: string) => {
  const { status, failureCode, dueAt } = await product.deliveryOf(id);
  return { status, failureCode, dueAt };
};
const tries = (deliveryId: string) => product.db.deliveryAttempt.count({ where: { deliveryId } });
const eventsOf = (deliveryId: string) =>
  product.db.outboxEvent.count({ where: { data: { path: ["deliveryId"], equals: deliveryId } } });

describe("a mailbox provider that refuses our email", () => {
  test("is held after five mailboxes, and not after four, or five times the same", async () => {
    const address = someone();
    for (let each = 0; each < 3; each += 1) {
      const { deliveryId } = await product.aRegistration({ address, now: at(each) });
      await product.sendEmailDelivery(deliveryId, at(each));
      await refuse(deliveryId, at(each));
    }
    await refusals(3, start);
    await sweepHolds(start);
    expect(await holds()).toEqual([]);
    await refusals(1, start, "googlemail.com");
    await sweepHolds(start);
    expect(await holds()).toMatchObject([{ provider: "gmail", reason: "blocklisted" }]);
  });

  test("is not held while it accepts as many as it refuses, nor for faults of mailboxes", async () => {
    for (const { deliveryId } of await Promise.all(
      Array.from({ length: 5 }, () => ask(someone(), start)),
    ))
      await deliver(deliveryId, start);
    await refusals(5, start);
    await refusals(6, start, "outlook.com", { status: "5.1.1", words: "550 5.1.1 no such user" });
    await sweepHolds(start);
    expect(await holds()).toEqual([]);
  });

  test("is held soon although it accepted many emails before", async () => {
    const before = at(-HOUR / 2);
    for (let each = 0; each < 8; each += 1) {
      const { deliveryId } = await ask(someone(), before);
      await deliver(deliveryId, before);
    }
    await refusals(5, start);
    await sweepHolds(start);
    expect(await holds()).toHaveLength(1);
  });

  test("is not held because a stranger's server speaks like it", async () => {
    const words = {
      status: "5.7.1",
      words:
        "550-5.7.1 Our system has detected that this message is likely unsolicited mail. gsmtp",
    };
    await refusals(6, start, "stranger.example", words);
    await sweepHolds(start);
    expect(await holds()).toMatchObject([{ provider: "stranger.example" }]);
    await ask(someone("stranger.example"), start);
    expect(await register(someone(), start)).toMatchObject({ outcome: "sent" });
    expect(await register(someone("notstranger.example"), start)).toMatchObject({
      outcome: "sent",
    });
    expect(await register(someone("strangerXexample.org"), start)).toMatchObject({
      outcome: "sent",
    });
    expect(await register(someone("stranger.example"), start)).toMatchObject({ outcome: "held" });
  });

  test("is held once by two sweeps at the same moment", async () => {
    await refusals(5, start);
    await Promise.all([sweepHolds(start), sweepHolds(start)]);
    expect(await holds()).toHaveLength(1);
  });
});

describe("an email to a provider that is held", () => {
  test("waits without using its attempts, and its reader is told why", async () => {
    await aHold();
    const { deliveryId, browser, outcome } = await register(someone(), start);
    expect(outcome).toBe("held");
    expect(await stateOf(deliveryId)).toEqual({
      status: "deferred",
      failureCode: "waits_for_provider",
      dueAt: at(6 * HOUR),
    });
    expect(await tries(deliveryId)).toBe(0);
    expect((await product.waitingState(browser, start))?.mail?.reason).toBe("waitsForProvider");
  });

  test("is shown to operators, with why and what to do, and warned of", async () => {
    const refused = await aHold();
    await register(someone(), at(MINUTE));
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
    await aHold();
    expect(await register(someone("outlook.com"), start)).toMatchObject({ outcome: "sent" });
    const { userId } = await product.anAccount({ address: someone(), now: at(-HOUR) });
    const { noticeId } = await product.anAddressChange(userId);
    expect(await product.sendEmailDelivery(noticeId, start)).toEqual({ outcome: "sent" });
  });

  test("is tried at once for a new password, once a day for a mailbox however it is spelled", async () => {
    await aHold();
    const address = someone();
    const first = await ask(address, start);
    expect(first.outcome).toBe("sent");
    await refuse(first.deliveryId, start);
    const second = await ask(address.replace("ada", "ADA"), at(MINUTE));
    expect(second.outcome).toBe("held");
    expect((await stateOf(second.deliveryId)).dueAt).toEqual(at(DAY));
    expect((await ask(address, at(DAY + MINUTE))).outcome).toBe("sent");
  });

  test("waits alike whether the address has an account or not", async () => {
    await aHold();
    const [known, unknown] = [someone(), someone()];
    await product.anAccount({ address: known, now: at(-HOUR) });
    for (const say of [register, ask, ask]) {
      const outcomes = [];
      for (const address of [known, unknown]) outcomes.push((await say(address, start)).outcome);
      expect(new Set(outcomes).size).toBe(1);
    }
  });

  test("waits alike while word of a missing account is held back", async () => {
    await aHold();
    const [known, unknown] = [someone(), someone()];
    await product.anAccount({ address: known, now: at(-HOUR) });
    await product.db.sender.updateMany({ data: { standing: "near_pause" } });
    for (const expected of ["sent", "deferred", "deferred"]) {
      const states = [];
      for (const address of [known, unknown]) {
        const reset = await product.aPasswordReset(address, { now: start });
        await product.sendEmailDelivery(reset.deliveryId, start);
        const wish = await currentPasswordReset(reset.browser);
        states.push(await resetEmailState(wish!, start));
      }
      expect(states[0]).toMatchObject({ status: expected });
      expect(states[1]).toEqual({ ...states[0], at: states[1]!.at });
    }
    await product.db.sender.updateMany({ data: { standing: "good" } });
  });

  test("is tried for real after six hours when nothing else was", async () => {
    await aHold();
    const { deliveryId } = await register(someone(), start);
    // Not as the probe, which another email has just been.
    await product.db.providerHold.updateMany({ data: { probedAt: at(6 * HOUR) } });
    expect(await product.sendEmailDelivery(deliveryId, at(5 * HOUR))).toEqual({ outcome: "held" });
    expect(await product.sendEmailDelivery(deliveryId, at(6 * HOUR))).toEqual({ outcome: "sent" });
  });
});

describe("a probe", () => {
  test("goes every ten minutes, one for however many emails and processes", async () => {
    await aHold();
    const [one, other] = [await register(someone(), start), await register(someone(), start)];
    const ids = [one.deliveryId, other.deliveryId];
    await Promise.all([sweepHolds(at(9 * MINUTE)), sweepHolds(at(9 * MINUTE))]);
    expect(await Promise.all(ids.map(eventsOf))).toEqual([1, 1]);
    await Promise.all([sweepHolds(at(11 * MINUTE)), sweepHolds(at(11 * MINUTE))]);
    expect((await Promise.all(ids.map(eventsOf))).toSorted()).toEqual([1, 2]);
    const outcomes = await Promise.all(
      ids.map((id) => product.sendEmailDelivery(id, at(11 * MINUTE))),
    );
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(["held", "sent"]);
  });

  test("that lost its point makes room for the next at once", async () => {
    await aHold();
    const older = await register(someone(), start);
    const newer = await register(someone(), at(MINUTE));
    await sweepHolds(at(11 * MINUTE));
    await product.db.registration.update({
      where: { id: newer.id },
      data: { cancelledAt: start, cancelReason: "reported" },
    });
    expect(await product.sendEmailDelivery(newer.deliveryId, at(11 * MINUTE))).toEqual({
      outcome: "cancelled",
    });
    await sweepHolds(at(12 * MINUTE));
    expect(await product.sendEmailDelivery(older.deliveryId, at(12 * MINUTE))).toEqual({
      outcome: "sent",
    });
  });

  test("is each time another email, as long as there is one", async () => {
    await aHold();
    const waiting = [];
    for (let each = 0; each < 3; each += 1) waiting.push(await register(someone(), start));
    const probes: (string | null)[] = [];
    for (const minutes of [11, 22, 33, 44]) {
      const now = at(minutes * MINUTE);
      await sweepHolds(now);
      const [hold] = await holds();
      probes.push(hold!.probedBy);
      await product.sendEmailDelivery(hold!.probedBy!, now);
      await refuse(hold!.probedBy!, now);
    }
    const newestFirst = waiting.map(({ deliveryId }) => deliveryId).toReversed();
    expect(probes).toEqual([...newestFirst, newestFirst[2]]);
  });

  test("is an operator's replay, at once", async () => {
    const [refused] = await aHold();
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
    const probe = await ask(someone(), now);
    await deliver(probe.deliveryId, now);
    await sweepHolds(now);
  }

  test("gets what waited and what it refused, each once, and nothing else", async () => {
    const refused = await aHold();
    const waiting = await register(someone(), start);
    const other = await ask(someone("gone.example"), start);
    await refuse(other.deliveryId, start);
    await mend(at(20 * MINUTE));
    const both = await Promise.all([sweepHolds(at(21 * MINUTE)), sweepHolds(at(21 * MINUTE))]);
    expect(both.reduce((sum, count) => sum + count)).toBe(refused.length + 1);
    for (const { deliveryId } of [...refused, waiting]) {
      expect(await product.sendEmailDelivery(deliveryId, at(21 * MINUTE))).toEqual({
        outcome: "sent",
      });
      expect(await product.sendEmailDelivery(deliveryId, at(21 * MINUTE))).toEqual({
        outcome: "sent",
      });
      await deliver(deliveryId, at(21 * MINUTE));
    }
    expect(await tries(waiting.deliveryId)).toBe(1);
    expect(await tries(refused[0]!.deliveryId)).toBe(2);
    expect((await stateOf(other.deliveryId)).status).toBe("bounced");
    expect(await sweepHolds(at(22 * MINUTE))).toBe(0);
    await sweepHolds(at(3 * HOUR));
    expect(await holds()).toEqual([]);
  });

  test("gets no email whose link has ended meanwhile", async () => {
    const [refused] = await aHold();
    await mend(at(2 * HOUR));
    await sweepHolds(at(2 * HOUR + MINUTE));
    const sent = product.ses.requestsFor((await product.deliveryOf(refused!.deliveryId)).address);
    expect(await product.sendEmailDelivery(refused!.deliveryId, at(2 * HOUR + MINUTE))).toEqual({
      outcome: "cancelled",
    });
    expect(sent).toHaveLength(1);
  });

  test("and then refuses anew is held anew, by what it refused since", async () => {
    const refused = await aHold();
    await mend(at(20 * MINUTE));
    expect((await holds())[0]?.endedAt).not.toBeNull();
    const again = at(40 * MINUTE);
    await sweepHolds(again);
    for (const [index, { deliveryId }] of refused.slice(0, 5).entries()) {
      expect(await product.sendEmailDelivery(deliveryId, again)).toEqual({ outcome: "sent" });
      await refuse(deliveryId, again);
      await sweepHolds(after(again, index));
      expect((await holds())[0]?.endedAt === null).toBe(index === 4);
    }
    expect(await eventsOf(refused[0]!.deliveryId)).toBe(2);
  });

  test("has an email replayed by itself five times at most", async () => {
    const [refused] = await aHold();
    const { deliveryId } = refused!;
    await product.db.deliveryAttempt.createMany({
      data: Array.from({ length: 4 }, () => ({ deliveryId, startedAt: start })),
    });
    await mend(at(20 * MINUTE));
    await sweepHolds(at(21 * MINUTE));
    expect((await stateOf(deliveryId)).status).toBe("bounced");
  });

  test("and whose events never come counts as accepting after a quarter of an hour", async () => {
    await aHold();
    await ask(someone(), at(MINUTE));
    await sweepHolds(at(10 * MINUTE));
    expect((await holds())[0]?.endedAt).toBeNull();
    await sweepHolds(at(17 * MINUTE));
    expect((await holds())[0]?.endedAt).not.toBeNull();
  });
});

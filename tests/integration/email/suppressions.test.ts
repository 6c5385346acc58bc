import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { after, DAY, HOUR } from "@/lib/clock";
import { startFeedback } from "../../support/feedback";
import { sesEvents } from "../../support/ses-events";
import { pageOf } from "../../support/shown";

let product: Awaited<ReturnType<typeof startFeedback>>;

beforeAll(async () => {
  product = await startFeedback();
});

afterAll(() => product.stop());

type About = { deliveryId: string };

const hardBounce = (about: About) => product.tell(sesEvents.bounce(about, "Permanent", "NoEmail"));
const complaint = (about: About) => product.tell(sesEvents.complaint(about));

/** An address to which an email was sent, and what came back. */
async function anAddressThat(...told: ((about: About) => Promise<unknown>)[]) {
  const registration = await product.aSentMail();
  for (const tell of told) await tell(registration);
  return registration;
}

const sentTo = (address: string) => product.ses.requestsFor(address).length;

/** An email that goes to an address at a time. */
async function sendAt(address: string, now: Date) {
  const { deliveryId } = await product.aRegistration({ address, now });
  return { deliveryId, ...(await product.sendEmailDelivery(deliveryId, now)) };
}

describe("an address whose email came back for a reason that can pass", () => {
  test.each([
    ["a full mailbox", (about: About) => sesEvents.bounce(about, "Transient", "MailboxFull")],
    ["a delay", (about: About) => sesEvents.delay(about)],
    [
      "words that nobody knows",
      (about: About) =>
        sesEvents.bounce(about, "Permanent", "General", { status: "5.0.0", words: "550 Nope" }),
    ],
    [
      "SES's own list",
      (about: About) => sesEvents.bounce(about, "Permanent", "OnAccountSuppressionList"),
    ],
    ["no spam after all", (about: About) => sesEvents.complaint(about, "not-spam")],
  ])("such as %s gets the next one", async (_why, event) => {
    const { address } = await anAddressThat((about) => product.tell(event(about)));
    const { deliveryId } = await product.aRegistration({ address });
    expect(await product.sendEmailDelivery(deliveryId)).toEqual({ outcome: "sent" });
  });
});

describe("an address whose reader complained", () => {
  test.each([
    ["after a bounce", [hardBounce, complaint]],
    ["before one", [complaint, hardBounce]],
  ])("%s gets one email a day, and that is what the next one says", async (_when, told) => {
    const { address } = await anAddressThat(...told);
    await sendAt(address, new Date());
    const { deliveryId } = await sendAt(address, new Date());
    expect((await product.deliveryOf(deliveryId)).failureCode).toBe("suppressed_complaint");
  });

  test("still gets word of their own account", async () => {
    const { userId, deliveryId } = await product.anAccount();
    await product.db.delivery.update({ where: { id: deliveryId }, data: { status: "sent" } });
    await complaint({ deliveryId });
    const { noticeId } = await product.anAddressChange(userId);
    expect(await product.sendEmailDelivery(noticeId)).toEqual({ outcome: "sent" });
  });

  test("gets no word either where an operator stopped every email", async () => {
    const { userId, address } = await product.anAccount();
    await product.db.suppression.create({
      data: { address, scope: "everything", reason: "operator" },
    });
    const { noticeId } = await product.anAddressChange(userId);
    expect(await product.sendEmailDelivery(noticeId)).toEqual({ outcome: "cancelled" });
  });
});

async function sendNewest(address: string) {
  const newest = { where: { address }, orderBy: { createdAt: "desc" } } as const;
  return product.sendEmailDelivery((await product.db.delivery.findFirstOrThrow(newest)).id);
}

describe("“Resend email” for an address whose email came back", () => {
  test("is one new try, which goes out", async () => {
    const { browser, address } = await anAddressThat(hardBounce);
    const now = after(new Date(), HOUR);
    expect(await product.resendConfirmation(await pageOf(browser), product.ORIGIN, now)).toEqual({
      outcome: "requested",
    });
    expect(await sendNewest(address)).toEqual({ outcome: "sent" });
    expect(sentTo(address)).toBe(2);
  });

  test("that comes back again is the last of the day, from every browser", async () => {
    const { browser, address } = await anAddressThat(hardBounce);
    await product.resendConfirmation(
      await pageOf(browser),
      product.ORIGIN,
      after(new Date(), HOUR),
    );
    await sendNewest(address);
    const again = await product.db.delivery.findFirstOrThrow({
      where: { address },
      orderBy: { createdAt: "desc" },
    });
    await hardBounce({ deliveryId: again.id });
    const other = await product.aRegistration({ address });
    for (const [who, hours] of [
      [browser, 2],
      [other.browser, 3],
    ] as const) {
      const refused = await product.resendConfirmation(
        await pageOf(who),
        product.ORIGIN,
        after(new Date(), hours * HOUR),
      );
      expect(refused).toMatchObject({ outcome: "limited", limit: "reprobes_of_address" });
    }
    expect(sentTo(address)).toBe(2);
  });

  test("leaves in force what its reader has stopped by “this was not me”", async () => {
    const { browser, address, userId } = await anAddressThat(hardBounce);
    const suppression = { address, scope: "registration", reason: "not_me" } as const;
    await product.db.suppression.create({
      data: { ...suppression, expiresAt: after(new Date(), 30 * DAY) },
    });
    await product.resendConfirmation(
      await pageOf(browser),
      product.ORIGIN,
      after(new Date(), HOUR),
    );
    expect(await sendNewest(address)).toEqual({ outcome: "cancelled" });
    const deliveries = await product.db.delivery.findMany({
      where: { userId },
      orderBy: { createdAt: "desc" },
    });
    expect(deliveries[0]?.failureCode).toBe("suppressed");
  });
});

describe("the waiting page", () => {
  test.each<[string, (about: About) => Promise<unknown>, object]>([
    [
      "a delivery",
      (about) => product.tell(sesEvents.delivery(about)),
      { status: "delivered", isAddressDoubtful: false },
    ],
    ["a bounce", hardBounce, { status: "bounced", isAddressDoubtful: true }],
    ["a complaint", complaint, { status: "complained", isAddressDoubtful: true }],
    ["nothing", () => Promise.resolve(), { status: "sent", isAddressDoubtful: false }],
  ])("tells of %s, alike with and without an account", async (_what, tell, expected) => {
    const account = await product.anAccount();
    const states = [];
    for (const address of [account.address, product.anAddress()]) {
      const registration = await product.aSentMail(address);
      await tell(registration);
      const state = await product.waitingState(registration.browser);
      states.push({ ...state?.mail, at: null });
    }
    expect(states).toEqual([states[0], states[0]]);
    expect(states[0]).toMatchObject(expected);
  });

  test("tells when it happened and, of a delay, until when the provider tries", async () => {
    const { browser, deliveryId } = await product.aSentMail();
    const at = new Date("2026-11-22T12:00:00.000Z");
    const [soon, late] = [after(at, HOUR), after(at, 2 * HOUR)];
    await product.tell(sesEvents.delay({ deliveryId, at: after(at, 60_000) }, late));
    await product.tell(sesEvents.delay({ deliveryId, at }, soon));
    expect((await product.waitingState(browser))?.mail).toMatchObject({
      status: "delayed",
      at: after(at, 60_000).toISOString(),
      triesUntil: late.toISOString(),
      reason: null,
    });
  });

  test("of somebody who registers a bounced address says so, alike with and without an account", async () => {
    const reasons = [];
    const account = await product.anAccount();
    for (const address of [account.address, product.anAddress()]) {
      await hardBounce(await product.aSentMail(address));
      await sendAt(address, new Date());
      const registration = await product.aRegistration({ address });
      await product.sendEmailDelivery(registration.deliveryId);
      const mail = (await product.waitingState(registration.browser))?.mail;
      expect(mail).toMatchObject({ status: "cancelled", failure: "suppressed_bounce" });
      reasons.push(mail?.reason);
    }
    expect(new Set(reasons).size).toBe(1);
    expect(reasons[0]).toBe("bouncedEarlier");
  });
});

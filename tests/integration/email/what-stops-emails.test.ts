import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { after } from "@/lib/clock";
import { startFeedback } from "../../support/feedback";
import { sesEvents } from "../../support/ses-events";

let product: Awaited<ReturnType<typeof startFeedback>>;

beforeAll(async () => {
  product = await startFeedback();
});

afterAll(() => product.stop());

describe("what stops emails to an address", () => {
  test("stays lifted though SNS repeats the very bounce that set it", async () => {
    const { deliveryId, address } = await product.aSentMail();
    const body = product.sns.notification(sesEvents.bounce({ deliveryId }));
    await product.post(body);
    const stopped = { where: { address } };
    expect((await product.db.suppression.deleteMany(stopped)).count).toBe(1);
    expect(await product.post(body)).toEqual({ status: 200, outcome: "duplicate" });
    expect(await product.db.suppression.count(stopped)).toBe(0);
    const { deliveryId: next } = await product.aRegistration({ address });
    expect(await product.sendEmailDelivery(next)).toEqual({ outcome: "sent" });
  });

  test.each<[string, (address: string) => object]>([
    ["is another kind of email", (address) => ({ address, scope: "recovery", reason: "not_me" })],
    [
      "is over",
      (address) => ({
        address,
        scope: "registration",
        reason: "not_me",
        expiresAt: after(new Date(), -1_000),
      }),
    ],
    [
      "is another mailbox of the same domain",
      (address) => ({ address: `x${address}`, scope: "everything", reason: "complaint" }),
    ],
  ])("stops nothing where it %s", async (_what, suppression) => {
    const { address, deliveryId } = await product.aRegistration();
    await product.db.suppression.create({ data: suppression(address) as never });
    expect(await product.sendEmailDelivery(deliveryId)).toEqual({ outcome: "sent" });
  });

  test("is set by the one email that came back, and moves no other of the same address", async () => {
    const first = await product.aSentMail();
    const second = await product.aSentMail(first.address);
    await product.tell(sesEvents.bounce(first, "Permanent", "NoEmail"));
    expect((await product.deliveryOf(first.deliveryId)).status).toBe("bounced");
    expect((await product.deliveryOf(second.deliveryId)).status).toBe("sent");
  });
});

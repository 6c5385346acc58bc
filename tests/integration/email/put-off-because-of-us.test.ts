import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startFeedback } from "../../support/feedback";
import { sesEvents } from "../../support/ses-events";

let product: Awaited<ReturnType<typeof startFeedback>>;

beforeAll(async () => {
  product = await startFeedback();
});

afterAll(() => product.stop());

describe("an email that is put off because of us", () => {
  const counted = async (reason: string) => {
    const line = new RegExp(
      `latchkey_email_refusals_total{reason="${reason}",provider="other"} (\\d+)`,
    );
    return Number(line.exec(await product.metrics.registry.metrics())?.[1] ?? 0);
  };

  /** SES tells that it goes on trying, and why. */
  function delayed(
    about: { deliveryId: string },
    delayType: string,
    diagnosticCode = "smtp; 451 4.0.0",
  ) {
    const event = sesEvents.delay(about);
    const delayedRecipients = [{ status: "4.0.0", diagnosticCode }];
    return product.tell({
      ...event,
      deliveryDelay: {
        ...(event as unknown as { deliveryDelay: object }).deliveryDelay,
        delayType,
        delayedRecipients,
      },
    });
  }

  test.each([
    ["SpamDetected", undefined, "content_refused"],
    ["IPFailure", undefined, "blocklisted"],
    ["General", "smtp; 421 4.7.0 [TSS04] deferred due to user complaints", "reputation_refused"],
  ])("raises the alarm and stays on its way (%s, %s)", async (delayType, words, reason) => {
    const { address, deliveryId } = await product.aSentMail();
    const before = await counted(reason);
    await delayed({ deliveryId }, delayType, words);
    expect(await counted(reason)).toBe(before + 1);
    expect(await product.db.suppression.count({ where: { address } })).toBe(0);
    const delivery = await product.deliveryOf(deliveryId);
    expect(delivery).toMatchObject({ status: "delayed", failureCode: null });
  });

  test.each([
    ["MailboxFull", undefined],
    ["RecipientServerError", "smtp; 450 4.2.1 come back tomorrow"],
    ["General", "smtp; 450 words that nobody knows"],
  ])("raises none where we are not to blame (%s, %s)", async (delayType, words) => {
    const { deliveryId } = await product.aSentMail();
    const alarms = () =>
      product.metrics.registry.getSingleMetricAsString("latchkey_email_refusals_total");
    const before = await alarms();
    await delayed({ deliveryId }, delayType, words);
    expect(await alarms()).toBe(before);
  });

  test("raises the alarm by SMTP too, and is tried again", async () => {
    const { deliveryId } = await product.aRegistration();
    const claimedAt = new Date();
    const where = { id: deliveryId };
    await product.db.delivery.update({ where, data: { status: "sending", claimedAt } });
    const claim = { deliveryId, attemptId: crypto.randomUUID(), claimedAt };
    const before = await counted("blocklisted");
    const error = new product.SendError("asked_to_wait", new Error("451"), "blocklisted");
    await product.recordFailure(claim, error, { attempt: 0, now: claimedAt });
    expect(await counted("blocklisted")).toBe(before + 1);
    const delivery = await product.deliveryOf(deliveryId);
    expect(delivery).toMatchObject({ status: "deferred", failureCode: "asked_to_wait" });
  });
});

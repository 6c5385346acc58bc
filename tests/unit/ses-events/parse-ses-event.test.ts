import { describe, expect, test } from "vitest";
import { parseSesEvent } from "@/lib/email/ses-events/parse-ses-event";
import { asIdentityNotification, sesEvents } from "../../support/ses-events";

const at = new Date("2026-11-22T19:00:00.000Z");
const receivedAt = new Date("2026-11-22T19:00:05.000Z");
const about = {
  deliveryId: "019ab1c2-0000-7000-8000-000000000001",
  messageId: "0100-ses-id",
  address: "ada.lovelace@example.com",
  at,
};

const read = (event: object | string) =>
  parseSesEvent(typeof event === "string" ? event : JSON.stringify(event), receivedAt);

const none = { code: null, block: null };

describe("an event of SES", () => {
  test.each([
    ["Send", sesEvents.send(about), { ...none, move: "send" }],
    ["Delivery", sesEvents.delivery(about), { ...none, move: "delivery" }],
    ["DeliveryDelay", sesEvents.delay(about), { ...none, move: "delay" }],
    [
      "Complaint",
      sesEvents.complaint(about),
      {
        move: "complaint",
        code: "complained",
        block: { reason: "complaint", cause: "complained", days: null },
      },
    ],
    ["Reject", sesEvents.reject(about), { move: "reject", code: "content_stopped", block: null }],
    [
      "Rendering Failure",
      sesEvents.renderingFailure(about),
      { move: "reject", code: "content_stopped", block: null },
    ],
  ])("of the kind %s is understood, published and as a notification", (type, event, effect) => {
    const { deliveryId, messageId } = about;
    expect(read(event)).toMatchObject({ type, occurredAt: at, deliveryId, messageId, effect });
    expect(read(asIdentityNotification(event))).toMatchObject({
      type,
      occurredAt: at,
      deliveryId: null,
      messageId,
      effect,
    });
  });

  test.each([
    ["Permanent", "General", "hard_bounce", "no_such_mailbox", 30],
    ["Permanent", "Suppressed", "hard_bounce", "bounced_before", 0],
    ["Permanent", "OnAccountSuppressionList", "hard_bounce", "bounced_before", 0],
    ["Transient", "General", "soft_bounce", "came_back", null],
    ["Undetermined", "Undetermined", "hard_bounce", "no_such_mailbox", 30],
  ])("that says %s/%s of an unknown user is a %s: %s", (bounceType, subType, move, code, days) => {
    const { effect, detail } = read(sesEvents.bounce(about, bounceType, subType));
    const block = days === null ? null : { reason: "hard_bounce", cause: code, days };
    expect(effect).toEqual({ move, code, block });
    expect(detail).toMatchObject({ bounceType, bounceSubType: subType, status: "5.1.1" });
  });

  test.each([
    ["Permanent", "General", "550 5.7.1 blocked by zen.spamhaus.org", "hard_bounce", "blocklisted"],
    ["Permanent", "General", "552 5.2.2 mailbox full", "soft_bounce", "mailbox_full"],
    ["Permanent", "General", "550 Nope", "hard_bounce", "bounced"],
    ["Permanent", "OfTomorrow", "550 Nope", "hard_bounce", "bounced"],
    ["Transient", "MailboxFull", "550 Nope", "soft_bounce", "mailbox_full"],
    ["Transient", "MessageTooLarge", "550 Nope", "hard_bounce", "too_large"],
    ["Transient", "ContentRejected", "550 Nope", "hard_bounce", "content_refused"],
    ["Transient", "General", "550 Nope", "soft_bounce", "came_back"],
  ])("that says %s/%s and “%s” stops no email: %s, %s", (type, subType, words, move, code) => {
    const event = sesEvents.bounce(about, type, subType, { status: "5.0.0", words });
    expect(read(event).effect).toEqual({ move, code, block: null });
  });

  test("keeps what the other server said, and nobody's address", () => {
    const { detail } = read(sesEvents.bounce(about));
    expect(detail.diagnosticCode).toBe("smtp; 550 5.1.1 <<address>>: user unknown");
    for (const make of [sesEvents.delay, sesEvents.complaint, sesEvents.open])
      expect(JSON.stringify(read(make(about)).detail)).not.toContain(about.address);
  });

  test.each(["not-spam", "auth-failure", "virus"])("of the type %s is no complaint", (said) => {
    expect(read(sesEvents.complaint(about, said))).toMatchObject({
      type: "Complaint",
      effect: null,
    });
  });

  test("about a delay says until when SES tries", () => {
    const until = new Date("2026-11-23T08:00:00.000Z");
    expect(read(sesEvents.delay(about, until)).detail.triesUntil).toBe(until.toISOString());
  });

  test("without tags is matched by the header that the email carried", () => {
    const event = asIdentityNotification(sesEvents.delivery(about));
    event.mail.headers.push({ name: "x-entity-ref-id", value: about.deliveryId });
    expect(read(event).deliveryId).toBe(about.deliveryId);
  });

  test("whose tag is none of our ids is matched by SES's id alone", () => {
    const event = sesEvents.send({ ...about, deliveryId: "'; DROP TABLE delivery; --" });
    expect(read(event)).toMatchObject({ deliveryId: null, messageId: about.messageId });
  });
});

describe("an event that we do not know", () => {
  test("is kept with what it says, without the email's headers, and does nothing", () => {
    const { detail, ...feedback } = read(sesEvents.open(about));
    expect(feedback).toMatchObject({ type: "Open", effect: null, deliveryId: about.deliveryId });
    expect(detail.said).toContain("Mozilla/5.0");
    expect(detail.said).not.toContain("Confirm your email");
  });

  test("is kept without the link that somebody clicked: whoever reads it could use it", () => {
    const link = "https://latchkey.example/confirm/1.AaIFNF10c1mzmMkSYWXRuA.IGBpQmDwC_Pf";
    const event = { ...sesEvents.open(about), eventType: "Click", click: { link } };
    const { type, detail } = read(event);
    expect(type).toBe("Click");
    expect(detail.said).toContain("<link>");
    expect(detail.said).not.toContain("IGBpQmDwC");
  });

  test("may be a known kind in a new shape: it does nothing rather than something wrong", () => {
    const event = { ...sesEvents.bounce(about), bounce: { type: "Permanent" } };
    expect(read(event)).toMatchObject({ type: "Bounce", effect: null });
  });

  test.each([
    ["SES's own sentence", "Successfully validated SNS topic for Amazon SES event publishing."],
    ["a list", "[1]"],
    ["nothing", ""],
    ["a number", "7"],
  ])("may be %s", (_what, text) => {
    const feedback = read(text);
    expect(feedback).toMatchObject({
      type: "unknown",
      occurredAt: receivedAt,
      deliveryId: null,
      messageId: null,
      effect: null,
    });
    expect(feedback.detail.said).toContain(JSON.stringify(text).slice(1, -1));
  });
});

import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startFeedback } from "../../support/feedback";
import { changedAt, placesOf } from "../../support/leaves";
import { sesEvents } from "../../support/ses-events";

let product: Awaited<ReturnType<typeof startFeedback>>;
/** One email that SES took: events may name it by our tag, our header and SES's own id. */
let mail: { deliveryId: string; messageId: string; address: string };

beforeAll(async () => {
  product = await startFeedback();
  const { deliveryId, address } = await product.aSentMail();
  const { providerMessageId } = await product.deliveryOf(deliveryId);
  mail = { deliveryId, messageId: providerMessageId!, address };
});

afterAll(() => product.stop());

/** As if nothing had been told of the email yet. */
async function forgetEvents() {
  await product.db.deliveryEvent.deleteMany({ where: { deliveryId: mail.deliveryId } });
  await product.db.suppression.deleteMany({ where: { address: mail.address } });
  const sent = { status: "sent", failureCode: null } as const;
  await product.db.delivery.update({ where: { id: mail.deliveryId }, data: sent });
}

beforeEach(forgetEvents);

const suppressions = () => product.db.suppression.findMany({ where: { address: mail.address } });

/** Every kind of event, and what it does to an email that was sent. */
const kinds = {
  Send: [sesEvents.send, "sent"],
  Delivery: [sesEvents.delivery, "delivered"],
  DeliveryDelay: [sesEvents.delay, "delayed"],
  Bounce: [sesEvents.bounce, "bounced"],
  Complaint: [sesEvents.complaint, "complained"],
  Reject: [sesEvents.reject, "failed"],
  "Rendering Failure": [sesEvents.renderingFailure, "failed"],
  Open: [sesEvents.open, "sent"],
} as const;
type Kind = keyof typeof kinds;
const kindNames = Object.keys(kinds) as Kind[];

function anEvent(kind: Kind) {
  const event = (kinds[kind][0] as typeof sesEvents.send)({ ...mail, at: new Date() });
  event.mail.headers.push({ name: "X-Entity-Ref-ID", value: mail.deliveryId });
  // As it goes over the wire: no list stands in two places at once.
  return JSON.parse(JSON.stringify(event)) as typeof event;
}

/** What decides the kind of an event: without a word that we know there, it has no effect. */
const DECISIVE = new Set(["eventType", "bounce", "bounce.bounceType"]);
/** What says why an email bounced: without a reason, the address is left alone. */
const WHY = new Set(["bounce.bouncedRecipients", "bounce.bouncedRecipients.0"]);
/** What says which email an event is about: our tag, our header and SES's id stand in it. */
const ABOUT = "mail";

async function expectRecorded(kind: Kind, place: readonly (string | number)[], event: object) {
  const path = place.join(".");
  await forgetEvents();
  const body = product.sns.notification(event);
  expect(await product.post(body), path).toEqual({ status: 200, outcome: "recorded" });
  if (path === ABOUT) return;
  const { events, status } = await product.deliveryOf(mail.deliveryId);
  // An odd field may hide what it says itself, but not which email the event is about.
  expect(events, path).toHaveLength(1);
  if (DECISIVE.has(path)) return;
  expect(status, path).toBe(kinds[kind][1]);
  if (WHY.has(path)) return;
  const reasons = (await suppressions()).map(({ reason }) => reason);
  const expected = { bounced: ["hard_bounce"], complained: ["complaint"] } as Record<
    string,
    object
  >;
  expect(reasons, path).toEqual(expected[status] ?? []);
}

const NUL = "\u0000";
const HALF_PAIRS = ["\ud83d", "\ude00", "\ude00\ud83d"];
const ORDER_MARKS = ["\u200f", "\u202e", "\u2066", "\u061c"];
/** Cut at 500, 100 or 200 UTF-16 units, each of these leaves half an emoji. */
const NEARLY_TOO_LONG = [99, 199, 499].map((length) => "a".repeat(length) + "😀");
const HUGE = ["x".repeat(65_536), "ada@example.com ".repeat(4_096), "😀".repeat(32_768)];
const poison = fc.constantFrom(NUL, ...HALF_PAIRS, ...ORDER_MARKS, ...NEARLY_TOO_LONG, ...HUGE);

/** What no string is, and what is none of ours. */
const odd = fc.constantFrom<unknown>(null, 7, 1e308, true, [], [null], {}, { x: 1 }, "", undefined);

/** What all kinds say alike, of the email, is tried with bounces: they have the most to lose. */
const isTried = (kind: Kind, [first]: readonly (string | number)[]) =>
  first !== ABOUT || kind === "Bounce";

describe("no odd text in an SES event costs the event or what follows from it", () => {
  test.each(kindNames)("in any string of a %s event", async (kind) => {
    const event = anEvent(kind);
    const strings = placesOf(event, (value) => typeof value === "string");
    for (const place of strings.filter((place) => isTried(kind, place)))
      await fc.assert(
        fc.asyncProperty(poison, fc.boolean(), async (text, isAdded) => {
          const told = changedAt(event, place, (value) => (isAdded ? String(value) + text : text));
          await expectRecorded(kind, place, told);
        }),
        { numRuns: 4 },
      );
  });

  test.each(kindNames)("nor a value of another type in any place of a %s event", async (kind) => {
    const event = anEvent(kind);
    for (const place of placesOf(event, () => true).filter((each) => isTried(kind, each)))
      await fc.assert(
        fc.asyncProperty(odd, async (value) => {
          await expectRecorded(
            kind,
            place,
            changedAt(event, place, () => value),
          );
        }),
        { numRuns: 3 },
      );
  });

  test("marks around the words that decide change nothing: the bounce stops the address", async () => {
    for (const mark of [NUL, ...ORDER_MARKS, ...HALF_PAIRS]) {
      await forgetEvents();
      const event = sesEvents.bounce(mail, `Permanent${mark}`, `${mark}NoEmail`);
      await product.tell({ ...event, eventType: `${mark}Bounce${mark}` });
      const { status, failureCode } = await product.deliveryOf(mail.deliveryId);
      expect({ status, failureCode }).toEqual({
        status: "bounced",
        failureCode: "no_such_mailbox",
      });
      expect(await suppressions()).toHaveLength(1);
    }
  });

  test("a message id too long for an index is one id, and a repetition of it is the same", async () => {
    const MessageId = "\u0000".repeat(3) + "m".repeat(65_536);
    const body = product.sns.notification(anEvent("Bounce"), { MessageId });
    expect(await product.post(body)).toEqual({ status: 200, outcome: "recorded" });
    expect(await product.post(body)).toEqual({ status: 200, outcome: "duplicate" });
    expect((await product.deliveryOf(mail.deliveryId)).status).toBe("bounced");
  });

  test("a message as large as SNS sends them is read, though its envelope makes it larger", async () => {
    const event = { ...anEvent("Bounce"), padding: '"'.repeat(120_000) };
    expect(await product.tell(event)).toEqual({ status: 200, outcome: "recorded" });
    expect((await product.deliveryOf(mail.deliveryId)).status).toBe("bounced");
  });

  test("a subject of any text is no reason to lose the event", async () => {
    const body = product.sns.notification(anEvent("Bounce"), { Subject: "\u0000\ud800\u202e" });
    expect(await product.post(body)).toEqual({ status: 200, outcome: "recorded" });
  });

  test("a message that is no event is kept, whatever stands in it", async () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    for (const text of [
      `{"x":${deep}}`,
      "\u0000",
      "\ud800",
      "x".repeat(65_536),
      "[1]",
      "null",
      '{"eventType":7}',
    ])
      expect(await product.post(product.sns.notification(text)), text.slice(0, 20)).toEqual({
        status: 200,
        outcome: "recorded",
      });
  });

  test("an event that names one email by our tag and another by SES's id is about the tag's", async () => {
    const other = await product.aSentMail();
    const unsent = await product.aRegistration();
    const { providerMessageId } = await product.deliveryOf(other.deliveryId);
    const about = { deliveryId: unsent.deliveryId, messageId: providerMessageId! };
    expect(await product.tell(sesEvents.bounce(about))).toEqual({
      status: 200,
      outcome: "recorded",
    });
    expect((await product.deliveryOf(unsent.deliveryId)).status).toBe("bounced");
    expect((await product.deliveryOf(other.deliveryId)).status).toBe("sent");
  });
});

describe("what is kept of an event's texts", () => {
  test("is well-formed, on one line, in its own order and cut between characters", async () => {
    const diagnosticCode = `\u202esmtp;\r\n550 \u0000\ud800${"a".repeat(499)}😀`;
    const event = sesEvents.bounce(mail);
    const place = ["bounce", "bouncedRecipients", 0, "diagnosticCode"];
    await product.tell(changedAt(event, place, () => diagnosticCode));
    const { events } = await product.deliveryOf(mail.deliveryId);
    const kept = (events[0]?.detail as { diagnosticCode: string }).diagnosticCode;
    expect(kept).toMatch(/^smtp; 550 �a+$/);
    expect([...kept]).toHaveLength(500);
  });

  test("holds no address, however the other server writes it", async () => {
    const event = sesEvents.bounce(mail);
    const place = ["bounce", "bouncedRecipients", 0, "diagnosticCode"];
    const quoted = `"ada lovelace"@example.com, ada＠example.com ${"x ".repeat(900)} ada@example.com`;
    await product.tell(changedAt(event, place, () => quoted));
    const { events } = await product.deliveryOf(mail.deliveryId);
    expect(JSON.stringify(events[0]?.detail)).not.toMatch(/ada|lovelace/);
  });

  test("is a time that can be: an event with an impossible one happened when it came", async () => {
    for (const timestamp of ["0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "yesterday", 7]) {
      await forgetEvents();
      const event = changedAt(sesEvents.bounce(mail), ["bounce", "timestamp"], () => timestamp);
      const Timestamp = new Date().toISOString();
      const body = product.sns.notification(event, { Timestamp });
      expect(await product.post(body)).toEqual({ status: 200, outcome: "recorded" });
      const { events, status } = await product.deliveryOf(mail.deliveryId);
      expect({ status, at: events[0]?.occurredAt.toISOString() }).toEqual({
        status: "bounced",
        at: Timestamp,
      });
    }
  });
});

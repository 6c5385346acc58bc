import pLimit from "p-limit";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type LocalSes, startLocalSes } from "@/tests/support/local-ses";
import { poll } from "@latchkey/testing/poll";
import { type Received, startWebhook } from "@/tests/support/webhook-stand-in";

let webhook: Awaited<ReturnType<typeof startWebhook>>;
let ses: LocalSes;

beforeAll(async () => {
  webhook = await startWebhook();
  // As when everything starts: SES is there first, and the app does not answer yet.
  webhook.setUp(false);
  ses = await startLocalSes({ events: { webhook: webhook.url }, account: { maxSendRate: 10_000 } });
  webhook.trust(ses.url);
});

beforeEach(async () => {
  webhook.setUp(true);
  await ses.clearFaults();
  await ses.setAccount({ suppressed: [] });
});

afterAll(async () => {
  await ses.stop();
  await webhook.stop();
});

/** Sends an email and waits until so many messages of it were answered. */
async function eventsOf(to: string, count: number): Promise<Received[]> {
  const messageId = await ses.send(to, { events: true });
  return poll(`${count} events of the mail to ${to}`, () => {
    const messages = webhook.of(messageId);
    return Promise.resolve(messages.length >= count ? messages : undefined);
  });
}

const typesOf = (messages: Received[]) => messages.map(({ feedback }) => feedback?.type);

test("the webhook is asked for its subscription until it confirms, and then hears of an email", async () => {
  const events = await eventsOf("first@example.com", 2);
  const [confirmation] = webhook.received;
  expect(confirmation).toMatchObject({
    checked: "genuine",
    headers: { "x-amz-sns-message-type": "SubscriptionConfirmation" },
    envelope: { Type: "SubscriptionConfirmation", SignatureVersion: "2" },
  });
  expect(events[0]?.headers).toMatchObject({
    "content-type": "text/plain; charset=UTF-8",
    "x-amz-sns-message-type": "Notification",
    "x-amz-sns-message-id": events[0]?.envelope.MessageId,
    "x-amz-sns-topic-arn": events[0]?.envelope.TopicArn,
  });
  const confirmations = () =>
    webhook.received.filter(({ envelope }) => envelope.Type === "SubscriptionConfirmation");
  expect(confirmations()).toHaveLength(1);
});

const DELIVERED = [{ type: "Send" }, { type: "Delivery" }];
const GONE = {
  type: "Bounce",
  effect: { move: "hard_bounce", code: "no_such_mailbox" },
};
const ON_A_LIST = {
  type: "Bounce",
  effect: { move: "hard_bounce", code: "bounced_before" },
};
const COMPLAINT = { type: "Complaint", effect: { move: "complaint" } };

test.each([
  ["somebody@example.com", DELIVERED, 1],
  ["success@simulator.amazonses.com", DELIVERED, 1],
  ["bounce@simulator.amazonses.com", [{ type: "Send" }, GONE], 0],
  ["suppressionlist@simulator.amazonses.com", [{ type: "Send" }, ON_A_LIST], 0],
  ["complaint@simulator.amazonses.com", [...DELIVERED, COMPLAINT], 1],
  [
    "ooto@simulator.amazonses.com",
    [...DELIVERED, { type: "Bounce", effect: { move: "soft_bounce", block: null } }],
    1,
  ],
])(
  "of an email to %s, the product understands what becomes of it",
  async (address, expected, mails) => {
    for (const to of [address, address.replace("@", "+label@")]) {
      // Files of a worker share the mailbox, and others send to the simulator, too.
      const earlier = (await ses.mailsTo(to)).length;
      const events = await eventsOf(to, expected.length);
      expect(events.map(({ checked }) => checked)).toEqual(expected.map(() => "genuine"));
      expect(events.map(({ feedback }) => feedback)).toMatchObject(expected);
      expect(events.map(({ feedback }) => feedback?.deliveryId)).toEqual(
        expected.map(() => "0b6f3ae2-1111-4222-8333-444455556666"),
      );
      expect(await ses.mailsTo(to)).toHaveLength(earlier + mails);
    }
  },
);

test.each([
  ["hard_bounce", [{ type: "Send" }, GONE]],
  [
    "soft_bounce",
    [{ type: "Send" }, { type: "Bounce", effect: { move: "soft_bounce", code: "mailbox_full" } }],
  ],
  ["late_bounce", [...DELIVERED, GONE]],
  ["complaint", [...DELIVERED, COMPLAINT]],
  ["delay", [{ type: "Send" }, { type: "DeliveryDelay" }, { type: "Delivery" }]],
] as const)("with %s, the events of an email say so", async (fault, expected) => {
  const to = `${fault}@example.com`;
  const isTimed = fault === "late_bounce" || fault === "delay";
  await ses.setFault({ fault, to, ...(isTimed && { ms: 300 }) });
  const events = await eventsOf(to, expected.length);
  expect(events.map(({ feedback }) => feedback)).toMatchObject(expected);
});

test("a delayed email is in its mailbox only when it was delivered", async () => {
  const to = "patience@example.com";
  await ses.setFault({ fault: "delay", to, ms: 600 });
  const [, delayed] = await eventsOf(to, 2);
  expect(delayed?.feedback?.detail.triesUntil).toBeDefined();
  expect(await ses.mailsTo(to)).toEqual([]);
  await poll("the mail", async () => (await ses.mailsTo(to))[0]);
});

test("an email to an address on the account's list bounces without being sent on", async () => {
  await ses.setAccount({ suppressed: ["listed@example.com"] });
  const events = await eventsOf("listed@example.com", 2);
  expect(events.map(({ feedback }) => feedback)).toMatchObject([{ type: "Send" }, ON_A_LIST]);
});

test("an email without a configuration set has no events, nor has one with no_events", async () => {
  await ses.setFault({ fault: "no_events", to: "silent@example.com" });
  const before = (await ses.stats()).events.sent;
  await ses.send("plain@example.com");
  await ses.send("silent@example.com", { events: true });
  expect((await ses.stats()).events.sent).toBe(before);
  await eventsOf("heard@example.com", 2);
  expect((await ses.stats()).events.sent).toBe(before + 2);
});

test("duplicated events come again under their own id, and once more under another", async () => {
  await ses.setFault({ fault: "duplicate_events", to: "twice@example.com" });
  const events = await eventsOf("twice@example.com", 6);
  expect(typesOf(events)).toEqual(["Send", "Send", "Send", "Delivery", "Delivery", "Delivery"]);
  const [first, second, third] = events.map(({ envelope }) => envelope.MessageId);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

test("reordered events come the last first", async () => {
  await ses.setFault({ fault: "reordered_events", to: "backwards@example.com" });
  const events = await eventsOf("backwards@example.com", 2);
  expect(typesOf(events)).toEqual(["Delivery", "Send"]);
});

test("what the webhook could not take is sent again, in order and under its own id", async () => {
  webhook.answer(503, null, 200);
  const events = await eventsOf("again@example.com", 4);
  expect(typesOf(events)).toEqual(["Send", "Send", "Send", "Delivery"]);
  expect(new Set(events.slice(0, 3).map(({ envelope }) => envelope.MessageId)).size).toBe(1);
});

test("what the webhook refuses is not sent again, and counted as failed", async () => {
  const before = (await ses.stats()).events.failed;
  webhook.answer(400);
  const events = await eventsOf("refused@example.com", 2);
  expect(typesOf(events)).toEqual(["Send", "Delivery"]);
  expect((await ses.stats()).events.failed).toBe(before + 1);
});

test("events of a hundred emails at once all arrive, those of each email in order", async () => {
  const slots = pLimit(10);
  const addresses = Array.from({ length: 100 }, (_, n) => `crowd-${n}@example.com`);
  const ids = await Promise.all(addresses.map((to) => slots(() => ses.send(to, { events: true }))));
  await poll("nothing waiting", async () => (await ses.stats()).events.waiting === 0, {
    deadlineMs: 20_000,
  });
  const types = ids.map((id) => typesOf(webhook.of(id)));
  expect(types).toEqual(ids.map(() => ["Send", "Delivery"]));
});

test("signed by the older version, events are believed as well", async () => {
  const older = await startLocalSes({ events: { webhook: webhook.url, version: "1" } });
  try {
    webhook.trust(older.url);
    const messageId = await older.send("older@example.com", { events: true });
    const [event] = await poll("the events", () => {
      const messages = webhook.of(messageId);
      return Promise.resolve(messages.length === 2 ? messages : undefined);
    });
    expect(event).toMatchObject({ checked: "genuine", envelope: { SignatureVersion: "1" } });
  } finally {
    webhook.trust(ses.url);
    await older.stop();
  }
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  advance,
  deliveryMoves,
  type DeliveryStatus,
  type FeedbackMove,
} from "@/lib/email/delivery-status";
import { startFeedback } from "../../support/feedback";
import { asIdentityNotification, sesEvents } from "../../support/ses-events";
import { badMessages } from "../../support/sns-vectors";

let product: Awaited<ReturnType<typeof startFeedback>>;

beforeAll(async () => {
  product = await startFeedback();
});

afterAll(() => product.stop());

const at = new Date("2026-11-22T12:34:56.000Z");

describe("what SES tells of an email", () => {
  test.each<[string, (about: { deliveryId: string; at: Date }) => object, object]>([
    ["it was sent", sesEvents.send, { status: "sent", failureCode: null }],
    ["it arrived", sesEvents.delivery, { status: "delivered", failureCode: null }],
    ["it is delayed", (about) => sesEvents.delay(about), { status: "delayed", failureCode: null }],
    [
      "its mailbox is full",
      (about) =>
        sesEvents.bounce(about, "Transient", "MailboxFull", { status: "5.2.2", words: "552 Full" }),
      { status: "delayed", failureCode: "mailbox_full" },
    ],
    [
      "its mailbox does not exist",
      (about) => sesEvents.bounce(about, "Permanent", "NoEmail"),
      { status: "bounced", failureCode: "no_such_mailbox" },
    ],
    [
      "it was called spam",
      (about) => sesEvents.complaint(about),
      { status: "complained", failureCode: "complained" },
    ],
    ["it was stopped", sesEvents.reject, { status: "failed", failureCode: "content_stopped" }],
    ["it was opened", sesEvents.open, { status: "sent", failureCode: null }],
  ])("is recorded and answered 200: %s", async (_what, event, expected) => {
    const { deliveryId, address } = await product.aSentMail();
    const told = event({ deliveryId, at });
    expect(await product.tell(told)).toEqual({ status: 200, outcome: "recorded" });
    const delivery = await product.deliveryOf(deliveryId);
    expect(delivery).toMatchObject(expected);
    expect(delivery.events).toMatchObject([{ type: (told as { eventType: string }).eventType }]);
    expect(delivery.events[0]?.occurredAt).toEqual(at);
    expect(JSON.stringify(delivery.events)).not.toContain(address);
  });

  test("is matched by SES's id where no tag comes with it", async () => {
    const { deliveryId } = await product.aSentMail();
    const { providerMessageId } = await product.deliveryOf(deliveryId);
    const event = sesEvents.delivery({ messageId: providerMessageId! });
    await product.tell(asIdentityNotification(event));
    expect((await product.deliveryOf(deliveryId)).status).toBe("delivered");
  });

  test("of an email whose answer never came settles it: it was sent, then and by that id", async () => {
    const { deliveryId, userId } = await product.aRegistration();
    await product.db.delivery.update({ where: { id: deliveryId }, data: { status: "unknown" } });
    await product.tell(sesEvents.send({ deliveryId, messageId: `lost-${deliveryId}`, at }));
    expect(await product.deliveryOf(deliveryId)).toMatchObject({
      status: "sent",
      sentAt: at,
      providerMessageId: `lost-${deliveryId}`,
    });
    const user = await product.db.user.findUniqueOrThrow({ where: { id: userId } });
    expect(user.confirmationSentAt).toEqual(at);
    expect(await product.sendEmailDelivery(deliveryId)).toEqual({ outcome: "sent" });
  });

  test("while our own record of the sending is still to be written is not undone by it", async () => {
    const { deliveryId, address } = await product.aRegistration();
    product.ses.answer(address, async () => {
      await product.tell(sesEvents.delivery({ deliveryId }));
      return "accept";
    });
    expect(await product.sendEmailDelivery(deliveryId)).toEqual({ outcome: "sent" });
    const delivery = await product.deliveryOf(deliveryId);
    expect(delivery.status).toBe("delivered");
    expect(delivery.providerMessageId).not.toBeNull();
  });

  test("of an email that we do not know is kept, and not asked for again", async () => {
    const body = product.sns.notification(sesEvents.bounce({ deliveryId: crypto.randomUUID() }));
    expect(await product.post(body)).toEqual({ status: 200, outcome: "recorded" });
    const { MessageId: id } = JSON.parse(body) as { MessageId: string };
    const event = await product.db.deliveryEvent.findUniqueOrThrow({ where: { id } });
    expect(event).toMatchObject({ type: "Bounce", deliveryId: null });
  });

  test("in a sentence of its own is kept as well", async () => {
    const body = product.sns.notification("Successfully validated SNS topic.");
    expect(await product.post(body)).toEqual({ status: 200, outcome: "recorded" });
  });
});

describe("a repeated event", () => {
  test("counts once, also when ten of it come at the same moment, and each is answered 200", async () => {
    const { deliveryId } = await product.aSentMail();
    const body = product.sns.notification(sesEvents.delivery({ deliveryId }));
    const answers = await Promise.all(Array.from({ length: 10 }, () => product.post(body)));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(answers.filter(({ outcome }) => outcome === "recorded")).toHaveLength(1);
    expect((await product.deliveryOf(deliveryId)).events).toHaveLength(1);
  });

  test("that came first when the database was in trouble is taken the second time", async () => {
    const { deliveryId } = await product.aSentMail();
    const body = product.sns.notification(sesEvents.delivery({ deliveryId }));
    await product.db
      .$executeRaw`ALTER TABLE delivery ADD CONSTRAINT trouble CHECK (status <> 'delivered') NOT VALID`;
    expect(await product.post(body)).toEqual({ status: 500, outcome: "broken" });
    await product.db.$executeRaw`ALTER TABLE delivery DROP CONSTRAINT trouble`;
    expect(await product.post(body)).toEqual({ status: 200, outcome: "recorded" });
    expect((await product.deliveryOf(deliveryId)).status).toBe("delivered");
  });
});

describe("events at the same moment", () => {
  test("leave an email where the last word puts it, in whatever order they get there", async () => {
    const mails = await Promise.all(Array.from({ length: 12 }, () => product.aSentMail()));
    const told = mails.flatMap(({ deliveryId }, n) => {
      const about = { deliveryId };
      const events = [
        sesEvents.complaint(about),
        sesEvents.bounce(about),
        sesEvents.delivery(about),
        sesEvents.delay(about),
        sesEvents.send(about),
      ];
      return [...events.slice(n % 5), ...events.slice(0, n % 5)];
    });
    const answers = await Promise.all(told.map((event) => product.tell(event)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    for (const { deliveryId, address } of mails) {
      const delivery = await product.deliveryOf(deliveryId);
      expect(delivery).toMatchObject({ status: "complained", failureCode: "complained" });
      expect(delivery.events).toHaveLength(5);
      expect(await product.db.suppression.findMany({ where: { address } })).toMatchObject([
        { scope: "everything", reason: "complaint", expiresAt: null },
      ]);
    }
  });

  test("move an email in the database exactly as the written machine says", async () => {
    const { deliveryId } = await product.aSentMail();
    const statuses = new Set(
      Object.values(deliveryMoves).flatMap(({ to, from }) => [to, ...from]),
    ) as Set<DeliveryStatus>;
    expect(statuses.size).toBe(11);
    const codes = [null, "came_back", "mailbox_full"] as const;
    const moves = ["send", "reject", "delay", "soft_bounce", "delivery", "hard_bounce"] as const;
    for (const status of statuses)
      for (const move of [...moves, "complaint"] satisfies FeedbackMove[])
        for (const [failureCode, code] of codes.flatMap((a) => codes.map((b) => [a, b] as const))) {
          const where = { id: deliveryId };
          await product.db.delivery.update({ where, data: { status, failureCode } });
          const event = { type: "T", occurredAt: at, detail: {}, deliveryId, messageId: null };
          const effect = { move, code, block: null };
          await product.recordFeedback(crypto.randomUUID(), { ...event, effect }, at);
          expect(
            await product.db.delivery.findUniqueOrThrow({ where }),
            `${status} ${failureCode} ${move} ${code}`,
          ).toMatchObject(advance({ status, failureCode }, move, code));
        }
  });
});

describe("the webhook", () => {
  test("believes no forged, replayed or foreign message, and writes nothing of it", async () => {
    const ids: string[] = [];
    const statuses: Record<string, number> = { not_an_envelope: 400, certificate_away: 503 };
    for (const { name, body, expected } of badMessages(product.sns, new Date())) {
      expect(await product.post(body), name).toEqual({
        outcome: expected,
        status: statuses[expected] ?? 403,
      });
      ids.push(...(/(?<="MessageId":")[^"]+/.exec(body) ?? []));
    }
    expect(ids.length).toBeGreaterThan(20);
    expect(await product.db.deliveryEvent.count({ where: { id: { in: ids } } })).toBe(0);
  });

  test("refuses a message without its envelope: nobody has signed it", async () => {
    const raw = JSON.stringify(sesEvents.bounce({}));
    const headers = { "x-amz-sns-rawdelivery": "true" };
    expect(await product.post(raw, headers)).toEqual({ status: 400, outcome: "raw_delivery" });
    expect(await product.post(raw)).toEqual({ status: 400, outcome: "not_an_envelope" });
  });

  test("stops reading what is too long, whatever it says of its length", async () => {
    let chunks = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        chunks += 1;
        controller.enqueue(new Uint8Array(16_384));
      },
    });
    const request = new Request("http://localhost:3000/api/webhooks/ses", {
      method: "POST",
      body: endless,
      headers: { "content-length": "10" },
      duplex: "half",
    } as RequestInit);
    expect((await product.POST(request)).status).toBe(413);
    expect(chunks).toBeLessThan(80);
  });

  test("subscribes itself to a topic of ours, and to no other", async () => {
    expect(await product.post(product.sns.confirmation())).toEqual({
      status: 200,
      outcome: "subscribed",
    });
    const visits = product.sns.requests.filter((path) => path.includes("ConfirmSubscription"));
    expect(visits).toHaveLength(1);
    const TopicArn = "arn:aws:sns:us-east-1:999999999999:theirs";
    expect((await product.post(product.sns.confirmation({ TopicArn }))).status).toBe(403);
    const elsewhere = { SubscribeURL: "http://127.0.0.2:9/?Action=ConfirmSubscription" };
    expect((await product.post(product.sns.confirmation(elsewhere))).status).toBe(403);
    expect(product.sns.requests.filter((path) => path.includes("Confirm"))).toHaveLength(1);
  });

  test("is not there where no topic is ours", async () => {
    const { SES_SNS_TOPIC_ARNS } = product.env;
    Object.assign(product.env, { SES_SNS_TOPIC_ARNS: [] });
    expect((await product.post(product.sns.notification("Hello"))).status).toBe(404);
    Object.assign(product.env, { SES_SNS_TOPIC_ARNS });
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { after, MINUTE, SECOND } from "@/lib/clock";
import { failureOf, functionCaller } from "../../support/call-function";
import { codeIn, startTextProduct } from "../../support/texts";

let product: Awaited<ReturnType<typeof startTextProduct>>;
let run: ReturnType<typeof functionCaller>;

beforeAll(async () => {
  product = await startTextProduct({ variables: { SMS_SENDER_ID: "Latchkey" } });
  const { serve } = await import("inngest/edge");
  const { inngest } = await import("@/inngest/client");
  const { functions } = await import("@/inngest/functions");
  run = functionCaller(serve({ client: inngest, functions }));
});

beforeEach(async () => {
  await product.sns.clearFaults();
  await product.sns.setAccount({ optedOut: [] });
  await product.sns.call("DELETE", "/stats");
});

afterAll(() => product.sns.stop());

const SEND = "latchkey-send-text";
const toEvent = ({ deliveryId, phoneCodeId }: { deliveryId: string; phoneCodeId: string }) => ({
  name: "account/phone-code-requested",
  data: { deliveryId, phoneCodeId },
});

/** Requests to send a text that SNS got. */
const requests = async () =>
  (await product.sns.call<{ texts: { requests: number } }>("GET", "/stats")).texts.requests;

describe("a text with a code", () => {
  test("arrives once, names its sender, and ends with the line that a browser reads", async () => {
    const text = await product.aText();
    const { text: answer } = await run.once(SEND, toEvent(text));
    expect(answer).toContain('"data":"sent"');
    const [arrived, ...more] = await product.sns.mailsTo(text.to);
    expect(more).toEqual([]);
    expect(arrived).toMatchObject({ channel: "text", from: "Latchkey", to: [text.to] });
    expect(arrived?.text).toMatch(/^Latchkey: \d{6} is your code\..*\n\n@localhost #\d{6}$/);
    const { status, providerMessageId, attempts } = await product.stateOf(text.deliveryId);
    expect([status, providerMessageId]).toEqual(["sent", arrived?.messageId]);
    expect(attempts).toMatchObject([{ outcome: "accepted", failureCode: null }]);
  });

  test("is asked for by an event and a step that hold neither number nor code", async () => {
    const text = await product.aText();
    const events = await product.db.outboxEvent.findMany({
      where: { data: { path: ["deliveryId"], equals: text.deliveryId } },
    });
    expect(events.map(({ name }) => name)).toEqual(["account/phone-code-requested"]);
    const { text: answer } = await run.once(SEND, toEvent(text));
    const code = codeIn((await product.textsTo(text.to))[0]);
    for (const said of [JSON.stringify(events), answer]) {
      expect(said).not.toContain(text.to.slice(1));
      expect(said).not.toContain(code);
    }
  });

  test("is sent once by ten runs at the same moment, and by none that comes later", async () => {
    const text = await product.aText();
    await Promise.all(Array.from({ length: 10 }, () => product.sendTextDelivery(text.deliveryId)));
    expect(await product.sendTextDelivery(text.deliveryId)).toEqual({ outcome: "sent" });
    expect(await product.textsTo(text.to)).toHaveLength(1);
    expect(await requests()).toBe(1);
  });

  test("that SNS throttles waits, is tried again soon, and brings the same code", async () => {
    const text = await product.aText();
    await product.sns.setFault({ fault: "throttle", to: text.to, times: 1 });
    const answer = await run.once(SEND, toEvent(text), { attempt: 12 });
    expect(answer).toMatchObject({
      isFinal: false,
      text: expect.stringContaining("text_throttled"),
    });
    expect(answer.waitSeconds).toBeLessThanOrEqual(25);
    expect(await product.stateOf(text.deliveryId)).toMatchObject({
      status: "deferred",
      failureCode: "text_throttled",
    });
    expect((await run.once(SEND, toEvent(text), { attempt: 13 })).text).toContain('"data":"sent"');
    const code = codeIn((await product.textsTo(text.to))[0]);
    expect(await product.check(text, code)).toEqual({ outcome: "right", done: "done" });
  });

  test("for a phone that opted out is refused for good without being handed over", async () => {
    const text = await product.aText();
    await product.sns.setAccount({ optedOut: [text.to] });
    const answer = await run.once(SEND, toEvent(text));
    expect(answer).toMatchObject({ isFinal: true, text: expect.stringContaining("START") });
    expect(await product.stateOf(text.deliveryId)).toMatchObject({
      status: "failed",
      failureCode: "text_opted_out",
    });
    expect(await requests()).toBe(0);
  });

  test.each([
    ["rejected", "text_number_refused"],
    ["spend_limit", "text_spend_limit"],
  ] as const)("that SNS answers with %s fails for good, and says why", async (fault, code) => {
    const text = await product.aText();
    await product.sns.setFault({ fault, to: text.to });
    expect(await product.sendTextDelivery(text.deliveryId)).toEqual({ outcome: "failed", code });
    const { attempts } = await product.stateOf(text.deliveryId);
    expect(attempts[0]?.failureDetail).toMatch(/\S/);
    expect(attempts[0]?.failureDetail).not.toContain(text.to.slice(3));
  });

  test("is sent although SNS does not tell who opted out", async () => {
    const text = await product.aText();
    await product.sns.call("PUT", "/setup", { denied: ["CheckIfPhoneNumberIsOptedOut"] });
    expect(await product.sendTextDelivery(text.deliveryId)).toEqual({ outcome: "sent" });
    await product.sns.call("DELETE", "/setup");
  });

  test("that a crash cut off is left alone while it may be on its way, then sent with the same code", async () => {
    const text = await product.aText();
    const claimedAt = new Date();
    const { claimText } = await import("@/lib/text/claim-text");
    expect(await claimText(text.deliveryId, claimedAt)).not.toBeNull();
    const soon = after(claimedAt, 30 * SECOND);
    expect(await product.sendTextDelivery(text.deliveryId, soon)).toEqual({
      outcome: "under_way",
      until: after(claimedAt, 45 * SECOND),
    });
    const later = after(claimedAt, 46 * SECOND);
    expect(await product.sendTextDelivery(text.deliveryId, later)).toEqual({ outcome: "sent" });
    const { attempts } = await product.stateOf(text.deliveryId);
    expect(attempts.map(({ outcome }) => outcome)).toEqual([null, "accepted"]);
    expect(await product.textsTo(text.to)).toHaveLength(1);
  });

  test("whose answer was lost is sent once more with the same code", async () => {
    const text = await product.aText();
    await product.sns.setFault({ fault: "hang_up_after", to: text.to, times: 1 });
    const lost = await product.sendTextDelivery(text.deliveryId);
    expect(lost).toMatchObject({ outcome: "deferred", code: "text_unanswered" });
    await product.sendTextDelivery(text.deliveryId, after(new Date(), 30 * SECOND));
    const [first, second] = await product.textsTo(text.to);
    expect(second).toBe(first);
  });

  test.each([
    ["has expired", {}, after(new Date(), 11 * MINUTE)],
    ["was used", { usedAt: new Date() }, new Date()],
    ["was replaced", { voidedAt: new Date() }, new Date()],
    ["was tried too often", { attempts: 5 }, new Date()],
  ])("whose code %s is not sent any more", async (_why, data, now) => {
    const text = await product.aText();
    await product.db.phoneCode.update({ where: { id: text.phoneCodeId }, data });
    expect(await product.sendTextDelivery(text.deliveryId, now)).toEqual({ outcome: "cancelled" });
    expect(await product.textsTo(text.to)).toEqual([]);
    expect((await product.stateOf(text.deliveryId)).status).toBe("cancelled");
  });

  test("that was given up is a dead letter, and an operator's replay sends the same code", async () => {
    const { replayEmail } = await import("@/lib/operator/actions/replay-email");
    const { anActing } = await import("../../support/operators");
    const text = await product.aText();
    await run.toEnd(`${SEND}-failure`, failureOf(SEND, toEvent(text)));
    expect(await product.stateOf(text.deliveryId)).toMatchObject({ failureCode: "gave_up" });
    expect(await replayEmail(text.deliveryId, anActing())).toEqual({ outcome: "replayed" });
    const events = await product.db.outboxEvent.count({
      where: {
        name: "account/phone-code-requested",
        data: { path: ["deliveryId"], equals: text.deliveryId },
      },
    });
    expect(events).toBe(2);
    const code = await product.codeOf(text);
    expect(await product.check(text, code)).toMatchObject({ outcome: "right" });
  });

  test("is in its reader's language, and no number is in the log", async () => {
    const { log } = await import("@/lib/log");
    const lines: string[] = [];
    const info = log.info.bind(log);
    log.info = (...line: unknown[]) => void lines.push(JSON.stringify(line));
    const text = await product.aText();
    await product.db.user.update({ where: { id: text.userId }, data: { locale: "de" } });
    await product.sendTextDelivery(text.deliveryId);
    log.info = info;
    expect((await product.textsTo(text.to))[0]).toContain("Ihr Code ist");
    expect(lines.join()).toContain(`+49 … ${text.to.slice(-2)}`);
    expect(lines.join()).not.toContain(text.to);
  });
});

test("a page that waits for a text can say how far it is, and why it does not come", async () => {
  const { textState } = await import("@/lib/text/text-state");
  const text = await product.aText();
  const said = () => textState(text.phoneCodeId);
  expect(await said()).toEqual({ status: "queued", reason: null });
  await product.sns.setFault({ fault: "throttle", to: text.to, times: 1 });
  await product.sendTextDelivery(text.deliveryId);
  expect(await said()).toEqual({ status: "deferred", reason: "keepTrying" });
  await product.sns.setFault({ fault: "opted_out", to: text.to, times: 1 });
  await product.sendTextDelivery(text.deliveryId);
  expect(await said()).toEqual({ status: "failed", reason: "optedOut" });
  await product.db.delivery.update({
    where: { id: text.deliveryId },
    data: { status: "queued", failureCode: null },
  });
  await product.sendTextDelivery(text.deliveryId);
  expect(await said()).toEqual({ status: "sent", reason: null });
  expect(await textState(text.userId)).toBeNull();
});

test("texts wait for their turns, in all processes together no faster than their rate", async () => {
  const { waitForTextSlot } = await import("@/lib/text/wait-for-text-slot");
  const { env } = await import("@/lib/env");
  Object.assign(env, { SMS_MAX_SEND_RATE: 20 });
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: 10 }, () => waitForTextSlot()));
  Object.assign(env, { SMS_MAX_SEND_RATE: 200 });
  // Nine waits of 1/18 s after the first turn.
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(450);
});

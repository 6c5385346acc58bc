import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startTextProduct } from "../../support/texts";

const load = async () => ({
  ...(await startTextProduct()),
  ...(await import("@/lib/email/reputation/update-standing")),
  ...(await import("@/lib/operator/lists/delivery-list")),
  ...(await import("@/lib/operator/lists/delivery-words")),
  ...(await import("@/lib/operator/lists/failed-list")),
  ...(await import("@/lib/operator/lists/find-page")),
  ...(await import("@/lib/operator/statistics/read-sending")),
  ...(await import("@/lib/operator/timeline/person")),
  ...(await import("@/lib/operator/timeline/read-situation")),
  ...(await import("@/lib/operator/timeline/read-timeline")),
});

let product: Awaited<ReturnType<typeof load>>;

beforeAll(async () => {
  product = await load();
});

beforeEach(() => product.sns.clearFaults());

afterAll(() => product.sns.stop());

const masked = (number: string) => `+49 … ${number.slice(-2)}`;

/** Somebody whose text was throttled, then sent, and whose code was typed wrong, then right. */
async function aHistory() {
  const text = await product.aText();
  await product.sns.setFault({ fault: "throttle", to: text.to, times: 1 });
  await product.sendTextDelivery(text.deliveryId);
  const code = await product.codeOf(text);
  await product.check(text, code === "000000" ? "000001" : "000000");
  await product.check(text, code);
  return { ...text, code };
}

test("the history of a person tells the way of a text, and neither its number nor its code", async () => {
  const { userId, to, code } = await aHistory();
  const person = (await product.findPerson(userId))!;
  const { entries } = await product.readTimeline(person);
  const told = entries.filter(({ email }) => email?.title === `Text message to ${masked(to)}`);
  expect(told.map(({ title }) => title).toReversed()).toEqual([
    "Requested a code to add a phone",
    `Text message to ${masked(to)}`,
    "Waiting in the outbox",
    "Not accepted yet: we’re sending text messages faster than Amazon SNS allows",
    "Accepted by Amazon SNS",
    "Code of the text used",
  ]);
  const words = JSON.stringify(entries);
  expect(words).toContain("2 of 5 attempts used");
  expect(words).not.toContain(to);
  expect(words).not.toMatch(new RegExp(`\\b${code}\\b`));
});

test("what is said of a person’s emails is not said of a text that came later", async () => {
  const { userId } = await aHistory();
  const person = (await product.findPerson(userId))!;
  expect((await product.readSituation(person)).mail?.template).not.toBe("sms_code");
});

test("the lists show texts alone or emails alone, and of a number its end", async () => {
  const { deliveryId, to } = await aHistory();
  const list = async (channel: string) => {
    const query = { text: "", sort: "newest" as const, filters: { channel }, place: null };
    return (await product.findPage(product.deliveryList, query)).rows;
  };
  const texts = await list("text");
  const row = texts.find(({ id }) => id === deliveryId)!;
  expect(product.shownAddress(row)).toBe(masked(to));
  expect(new Set(texts.map(({ channel }) => channel))).toEqual(new Set(["text"]));
  expect(new Set((await list("email")).map(({ channel }) => channel))).toEqual(new Set(["email"]));
  const file = product.deliveryList.file.map(({ name, value }) => [name, value(row)]);
  expect(Object.fromEntries(file)).toMatchObject({ channel: "text", address: masked(to) });
});

test("a text that failed is in the list of what failed, with what to do", async () => {
  const text = await product.aText();
  await product.sns.setFault({ fault: "spend_limit", to: text.to });
  await product.sendTextDelivery(text.deliveryId);
  const filters = { code: "text_spend_limit", channel: "text" };
  const query = { text: "", sort: "newest" as const, filters, place: null };
  const { rows } = await product.findPage(product.failedList, query);
  expect(rows.map(({ id }) => id)).toContain(text.deliveryId);
  const advice = product.failureAdvice.find(({ code }) => code === "text_spend_limit");
  expect(advice).toMatchObject({ label: "Text: spending limit", isRetryFutile: false });
});

test("texts are no part of the figures of emails", async () => {
  const now = new Date();
  const [emails, sending] = [await product.readReputation(now), await product.readSending(now)];
  await aHistory();
  const text = await product.aText();
  await product.sns.setFault({ fault: "rejected", to: text.to });
  await product.sendTextDelivery(text.deliveryId);
  // Its account's own email was not sent: tests confirm without it.
  expect((await product.readReputation(now)).mails).toBe(emails.mails);
  const after = await product.readSending(new Date());
  expect([after.sentLastMinute, after.lastFailure]).toEqual([
    sending.sentLastMinute,
    sending.lastFailure,
  ]);
});

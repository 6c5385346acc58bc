import { GetSendQuotaCommand, ListIdentitiesCommand } from "@aws-sdk/client-ses";
import { GetAccountCommand } from "@aws-sdk/client-sesv2";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type LocalSes, startLocalSes } from "@/tests/support/local-ses";

const CAPACITY = 20;

let ses: LocalSes;

beforeAll(async () => {
  ses = await startLocalSes({ capacity: CAPACITY });
});

afterAll(() => ses.stop());

test("an email sent by the real SDK is found by its recipient, with source and tags", async () => {
  const startedAt = Date.now();
  const messageId = await ses.send("Ann.Example@example.com", { subject: "First" });
  await ses.send("other@example.com", { subject: "Second" });

  const [mail, ...others] = await ses.mailsTo("ann.example@EXAMPLE.com");
  expect(others).toEqual([]);
  expect(mail).toMatchObject({
    messageId,
    subject: "First",
    text: "Hello\n",
    html: "<p>Hello</p>",
    tags: { delivery: "0b6f3ae2-1111-4222-8333-444455556666" },
  });
  expect(mail?.raw).toContain("Auto-Submitted: auto-generated");
  expect(mail?.receivedAt).toBeGreaterThanOrEqual(startedAt);
});

test("only emails since a given time are told", async () => {
  await ses.send("since@example.com");
  expect(await ses.mailsTo("since@example.com", Date.now() + 60_000)).toEqual([]);
});

test("the inbox shows its page and keeps its own store", async () => {
  expect((await fetch(ses.url)).headers.get("content-type")).toContain("text/html");
  await ses.send("page@example.com", { subject: "On the page" });
  const store = await ses.call<{ emails: { subject: string }[] }>("GET", "/store");
  expect(store.emails.map((email) => email.subject)).toContain("On the page");
});

test("an action it does not know is refused at once", async () => {
  await expect(ses.client.send(new ListIdentitiesCommand({}))).rejects.toMatchObject({
    name: "InvalidAction",
  });
});

test("both APIs tell the account's quotas", async () => {
  await ses.setAccount({ maxSendRate: 14, max24HourSend: 50_000, sentLast24Hours: 7 });
  const quota = { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 7 };
  expect(await ses.client.send(new GetSendQuotaCommand({}))).toMatchObject(quota);
  expect(await ses.clientV2.send(new GetAccountCommand({}))).toMatchObject({
    ProductionAccessEnabled: true,
    SendingEnabled: true,
    SendQuota: quota,
  });
  await ses.setAccount({ maxSendRate: 200, max24HourSend: -1 });
});

test("only the newest emails are kept, so that memory and the page stay small", async () => {
  await ses.send("oldest@example.com");
  for (let n = 1; n <= CAPACITY; n += 1) await ses.send("burst@example.com");
  expect(await ses.mailsTo("burst@example.com")).toHaveLength(CAPACITY);
  expect(await ses.mailsTo("oldest@example.com")).toEqual([]);
});

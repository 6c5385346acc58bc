import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type LocalSes, startLocalSes } from "../../support/local-ses";
import { aNumber } from "../../support/texts";

let ses: LocalSes;
let sns: SNSClient;

beforeAll(async () => {
  ses = await startLocalSes();
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  sns = new SNSClient({ region: "us-east-1", endpoint: ses.url, credentials, maxAttempts: 1 });
});

beforeEach(() => ses.clearFaults());

afterAll(async () => {
  sns.destroy();
  await ses.stop();
});

const publish = (PhoneNumber: string, Message = "Grüße & <1>") =>
  sns.send(new PublishCommand({ PhoneNumber, Message })).then(
    ({ MessageId }) => MessageId,
    (error: Error) => error.name,
  );

test("a text is in the inbox with emails, each with its channel", async () => {
  const to = aNumber();
  const messageId = await publish(to);
  await ses.send("beside@example.com");
  const { emails } = await ses.call<{ emails: Record<string, unknown>[] }>("GET", "/store");
  const text = emails.find((each) => each.messageId === messageId);
  expect(text).toMatchObject({
    channel: "text",
    subject: `Text message to ${to}`,
    body: { text: "Grüße & <1>" },
  });
  expect(emails.at(-1)).toMatchObject({ channel: "email", subject: "Hello" });
  // As a person types it into an address bar, too.
  for (const typed of [to, encodeURIComponent(to)])
    expect(await ses.call("GET", `/mails?to=${typed}`)).toMatchObject([{ messageId }]);
  const page = await fetch(ses.url);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("/store")]);
});

test.each([
  ["throttle", "ThrottledException"],
  ["unavailable", "InternalErrorException"],
  ["rejected", "InvalidParameterException"],
  ["spend_limit", "InvalidParameterException"],
] as const)("with %s, a text is refused as SNS refuses it", async (fault, name) => {
  const to = aNumber();
  await ses.setFault({ fault, to: `${to.slice(0, 6)}*` });
  expect(await publish(to)).toBe(name);
  expect(await publish(aNumber("US"))).toMatch(/^[\w-]{36}$/);
  expect(await ses.mailsTo(to)).toEqual([]);
});

test("a number that is none is refused", async () => {
  expect(await publish("015123456789")).toBe("InvalidParameterException");
});

test("for a phone that opted out, a text is taken and not sent", async () => {
  const [to, other] = [aNumber(), aNumber()];
  await ses.setAccount({ optedOut: [to] });
  await ses.setFault({ fault: "opted_out", to: other });
  for (const number of [to, other]) {
    expect(await publish(number)).toMatch(/^[\w-]{36}$/);
    expect(await ses.mailsTo(number)).toEqual([]);
  }
  await ses.setAccount({ optedOut: [] });
});

test("a late text is not there at once", async () => {
  const to = aNumber();
  await ses.setFault({ fault: "delay", to, ms: 100 });
  await publish(to);
  expect(await ses.mailsTo(to)).toEqual([]);
  await expect.poll(async () => (await ses.mailsTo(to)).length).toBe(1);
});

test("faults of emails are none of a text's", async () => {
  await ses.setFault({ fault: "hard_bounce" });
  await ses.setFault({ fault: "daily_quota" });
  expect(await publish(aNumber())).toMatch(/^[\w-]{36}$/);
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkEnvelope } from "@/lib/email/ses-events/check-envelope";
import { confirmSubscription } from "@/lib/email/ses-events/confirm-subscription";
import { isSnsUrl } from "@/lib/email/ses-events/is-sns-url";
import { readEnvelope, signedText } from "@/lib/email/ses-events/sns-envelope";
import { CERTIFICATES, type SnsStandIn, startSnsStandIn, TOPIC } from "../../support/sns-stand-in";
import { badMessages, genuineMessages } from "../../support/sns-vectors";

const now = new Date();
let sns: SnsStandIn;

beforeAll(async () => {
  sns = await startSnsStandIn(now);
});

afterAll(() => sns.stop());

async function judge(body: string): Promise<string> {
  const envelope = readEnvelope(body);
  if (!envelope) return "not_an_envelope";
  return checkEnvelope(envelope, { topics: [TOPIC], certificateOrigin: sns.origin }, now);
}

describe("a message", () => {
  test("is believed when SNS signed it for us, lately, whatever its version and type", async () => {
    for (const { name, body, expected } of genuineMessages(sns, now))
      expect(await judge(body), name).toBe(expected);
  });

  test("is refused when it is forged, replayed, cut off, foreign or signed by who knows whom", async () => {
    for (const { name, body, expected } of badMessages(sns, now))
      expect(await judge(body), name).toBe(expected);
  });

  test("for a topic of somebody else, or an old one, makes us fetch nothing", async () => {
    const SigningCertURL = `${sns.origin}/SimpleNotificationService-f00.pem`;
    const TopicArn = "arn:aws:sns:us-east-1:999999999999:theirs";
    await judge(sns.notification("Hello", { SigningCertURL, TopicArn }));
    await judge(sns.notification("Hello", { SigningCertURL, Timestamp: "2020-01-01T00:00:00Z" }));
    expect(sns.requests).not.toContain("/SimpleNotificationService-f00.pem");
  });

  test("needs a certificate once: many at the same moment share one request", async () => {
    const fresh = await startSnsStandIn(now);
    const trust = { topics: [TOPIC], certificateOrigin: fresh.origin };
    const checks = Array.from({ length: 20 }, (_, n) => {
      const envelope = readEnvelope(fresh.notification(`Hello ${n}`))!;
      return checkEnvelope(envelope, trust, now);
    });
    expect(new Set(await Promise.all(checks))).toEqual(new Set(["genuine"]));
    expect(fresh.requests).toEqual([CERTIFICATES.valid]);
    await fresh.stop();
  });

  test("is believed at the next try when its certificate was not to be had at first", async () => {
    const late = sns.notification("Hello", { SigningCertURL: sns.origin + CERTIFICATES.late });
    expect(await judge(late)).toBe("certificate_away");
    expect(await judge(late)).toBe("genuine");
  });

  test("whose certificate is on a host that answers nobody is left to a later try", async () => {
    const gone = await startSnsStandIn(now);
    const envelope = readEnvelope(gone.notification("Hello"))!;
    await gone.stop();
    const trust = { topics: [TOPIC], certificateOrigin: gone.origin };
    expect(await checkEnvelope(envelope, trust, now)).toBe("certificate_away");
  });
});

describe("what SNS signs", () => {
  test("is names and values by turns, in the order of the names", () => {
    const envelope = readEnvelope(sns.notification("It's me", { Subject: "S", MessageId: "m" }))!;
    expect(signedText(envelope)).toBe(
      `Message\nIt's me\nMessageId\nm\nSubject\nS\nTimestamp\n${now.toISOString()}\nTopicArn\n${TOPIC}\nType\nNotification\n`,
    );
  });
});

describe("where certificates may come from", () => {
  test.each([
    "https://sns.us-east-1.amazonaws.com/a.pem",
    "https://sns.eu-central-1.amazonaws.com/a.pem",
    "https://sns.us-gov-west-1.amazonaws.com/a.pem",
    "https://sns.cn-north-1.amazonaws.com.cn/a.pem",
  ])("%s is Amazon SNS", (url) => {
    expect(isSnsUrl(new URL(url), undefined)).toBe(true);
  });

  test.each([
    "http://sns.us-east-1.amazonaws.com/a.pem",
    "https://sns.us-east-1.amazonaws.com:444/a.pem",
    "https://user:password@sns.us-east-1.amazonaws.com/a.pem",
    "https://sns.us-east-1.amazonaws.com.evil.example/a.pem",
    "https://evil.example/sns.us-east-1.amazonaws.com/a.pem",
    "https://sns.us-east-1.evilamazonaws.com/a.pem",
    "https://sns.us-east-1xamazonaws.com/a.pem",
    "https://sns.s3.amazonaws.com/a.pem",
    "https://sns.us-east-1.s3.amazonaws.com/a.pem",
    "https://snsxus-east-1.amazonaws.com/a.pem",
    "https://s3.us-east-1.amazonaws.com/a.pem",
    "https://sns.us-east-1.amazonaws.com.cn.example/a.pem",
    "file:///etc/passwd",
  ])("%s is not", (url) => {
    expect(isSnsUrl(new URL(url), undefined)).toBe(false);
  });

  test("is one origin alone where the environment names one, and Amazon no longer", () => {
    const origin = "http://127.0.0.1:8005";
    expect(isSnsUrl(new URL(`${origin}/a.pem`), origin)).toBe(true);
    expect(isSnsUrl(new URL("http://127.0.0.1:8006/a.pem"), origin)).toBe(false);
    expect(isSnsUrl(new URL("https://sns.us-east-1.amazonaws.com/a.pem"), origin)).toBe(false);
  });
});

describe("a subscription", () => {
  const confirm = (fields: Record<string, string> = {}) => {
    const envelope = readEnvelope(sns.confirmation(fields));
    if (envelope?.Type !== "SubscriptionConfirmation") throw new Error("no confirmation");
    return confirmSubscription(envelope, sns.origin);
  };

  test("is confirmed by the URL that SNS sent", async () => {
    expect(await confirm()).toBe("fetched");
    expect(sns.requests.at(-1)).toContain("/?Action=ConfirmSubscription");
  });

  test.each([
    ["on another host", "http://127.0.0.2:9/?Action=ConfirmSubscription&TopicArn=" + TOPIC],
    ["that does something else", "{origin}/?Action=DeleteTopic&TopicArn=" + TOPIC],
    ["for another topic", "{origin}/?Action=ConfirmSubscription&TopicArn=other"],
  ])("is refused by a URL %s, without a visit to it", async (_what, url) => {
    const before = sns.requests.length;
    expect(await confirm({ SubscribeURL: url.replace("{origin}", sns.origin) })).toBe("refused");
    expect(sns.requests).toHaveLength(before);
  });
});

import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { parseEnv } from "@/lib/env-schema";

const complete = {
  NODE_ENV: "production",
  APP_URL: "https://latchkey.example",
  DATABASE_URL: "postgresql://latchkey:word@db.example:5432/latchkey",
  AUTH_SECRET: randomBytes(33).toString("base64"),
  TOKEN_KEYS: `1:${randomBytes(32).toString("base64")}`,
  SECOND_FACTOR_KEYS: `1:${randomBytes(32).toString("base64")}`,
  MAIL_FROM: "Latchkey <no-reply@latchkey.example>",
  AWS_REGION: "eu-central-1",
  INNGEST_EVENT_KEY: "an-event-key-0123456789abcdef0123456789",
  INNGEST_SIGNING_KEY: `signkey-prod-${"0123456789abcdef".repeat(4)}`,
};

const start = (changes: Record<string, string | undefined>) =>
  parseEnv({ ...complete, ...changes }, "start");

describe("the topics that SES events come from", () => {
  test("are none by default, or those that are listed", () => {
    expect(start({}).SES_SNS_TOPIC_ARNS).toEqual([]);
    const [one, two] = [
      "arn:aws:sns:eu-central-1:123456789012:ses-events",
      "arn:aws-us-gov:sns:us-gov-west-1:123456789012:ses_events",
    ];
    expect(start({ SES_SNS_TOPIC_ARNS: `${one}, ${two}` }).SES_SNS_TOPIC_ARNS).toEqual([one, two]);
  });

  test.each(["*", "ses-events", "arn:aws:sns:eu-central-1:123456789012:*", "arn:aws:sqs:a:1:b"])(
    "are not %s",
    (value) => {
      expect(() => start({ SES_SNS_TOPIC_ARNS: value })).toThrow(/SES_SNS_TOPIC_ARNS must list/);
    },
  );
});

describe("who signs SES events", () => {
  const SES_SNS_CERTIFICATE_ORIGIN = "http://127.0.0.1:8005";

  test("is Amazon alone, by default", () => {
    expect(start({}).SES_SNS_CERTIFICATE_ORIGIN).toBeUndefined();
  });

  test("may be somebody on this machine for local work, and in tests", () => {
    for (const local of [{ NODE_ENV: "test" }, { APP_URL: "http://localhost:3000" }])
      expect(start({ ...local, SES_SNS_CERTIFICATE_ORIGIN }).SES_SNS_CERTIFICATE_ORIGIN).toBe(
        SES_SNS_CERTIFICATE_ORIGIN,
      );
  });

  test("is nobody else where people are served over https", () => {
    for (const origin of [SES_SNS_CERTIFICATE_ORIGIN, "https://sns.example"])
      expect(() => start({ SES_SNS_CERTIFICATE_ORIGIN: origin })).toThrow(/else than Amazon/);
  });

  test("is nobody across a network without https", () => {
    const change = { NODE_ENV: "development", SES_SNS_CERTIFICATE_ORIGIN: "http://sns.example" };
    expect(() => start(change)).toThrow(/SES_SNS_CERTIFICATE_ORIGIN must be https/);
  });
});

import { randomBytes } from "node:crypto";

/** Nobody listens there: a test that needs an Inngest server names its own. */
const NO_INNGEST = "http://127.0.0.1:9";

/** One for all processes of a test run, so that links made by one are read by the other. */
const authSecret = (process.env.TEST_AUTH_SECRET ??= randomBytes(33).toString("base64"));
const tokenKey = (process.env.TEST_TOKEN_KEY ??= randomBytes(32).toString("base64"));
const secondFactorKey = (process.env.TEST_SECOND_FACTOR_KEY ??= randomBytes(32).toString("base64"));

/** The product's environment in tests, on a database and for an app on a port. */
export function testEnvironment(options: { databaseUrl: string; port: number }) {
  return {
    APP_URL: `http://localhost:${options.port}`,
    DATABASE_URL: options.databaseUrl,
    AUTH_SECRET: authSecret,
    TOKEN_KEYS: `1:${tokenKey}`,
    SECOND_FACTOR_KEYS: `1:${secondFactorKey}`,
    MAIL_FROM: "Latchkey <no-reply@latchkey.example>",
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_ENDPOINT_URL_SES: process.env.TEST_SES_URL ?? "",
    SES_MAX_SEND_RATE: "200",
    MAIL_RETRY_WAITS: "1",
    INBOX_URL: process.env.TEST_SES_URL ?? "",
    INNGEST_DEV: NO_INNGEST,
    LOG_LEVEL: "silent",
    // Each browser of a test says by X-Forwarded-For where it is, as a proxy would.
    TRUSTED_PROXY_COUNT: "1",
    MAX_REGISTRATIONS_PER_HOUR: "1000000",
    // The network of ORIGIN in registrations.ts, from which verbs are called by the dozen.
    RATE_LIMIT_EXEMPT: "203.0.113.0/24",
    // What a developer's shell or .env may say is not for tests.
    ...blank([
      "BREACHED_PASSWORDS_URL",
      "AWS_PROFILE",
      "AWS_SESSION_TOKEN",
      "INNGEST_BASE_URL",
      "INNGEST_EVENT_KEY",
      "INNGEST_SERVE_ORIGIN",
      "INNGEST_SIGNING_KEY",
      "INNGEST_SIGNING_KEY_FALLBACK",
      "MAIL_REPLY_TO",
      "MAIL_TRANSPORT",
      "METRICS_TOKEN",
      "PASSWORD_MIN_LENGTH",
      "OPERATOR_REQUIRES_SECOND_FACTOR",
      "OTEL_EXPORTER_OTLP_ENDPOINT",
      "PSEUDO_LOCALES",
      "SES_CONFIGURATION_SET",
      "SES_SNS_CERTIFICATE_ORIGIN",
      "SES_SNS_TOPIC_ARNS",
      "AWS_ENDPOINT_URL_SNS",
      "MAX_TEXTS_PER_HOUR",
      "SMS_COUNTRIES",
      "SMS_MAX_SEND_RATE",
      "SMS_SENDER_ID",
      "SMTP_URL",
      "TURNSTILE_SECRET_KEY",
      "TURNSTILE_SITE_KEY",
      "TURNSTILE_URL",
      "WEB_CONCURRENCY",
    ]),
  };
}

function blank<Name extends string>(names: Name[]): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, ""])) as Record<Name, string>;
}

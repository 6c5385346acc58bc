import { availableParallelism } from "node:os";
import { z } from "zod";
import {
  count,
  countries,
  inngestKey,
  keyring,
  networks,
  origin,
  secret,
  sender,
  topics,
  url,
  waits,
  wholeNumber,
  word,
} from "./env-values";

const LOCAL_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]"]);

export const variables = z.object({
  NODE_ENV: word(["development", "production", "test"]).default("production"),
  APP_URL: origin,
  DATABASE_URL: url("postgres"),
  DATABASE_DIRECT_URL: url("postgres").optional(),
  AUTH_SECRET: secret,
  TOKEN_KEYS: keyring,
  SECOND_FACTOR_KEYS: keyring,
  OPERATOR_REQUIRES_SECOND_FACTOR: word(["on", "off"]).optional(),
  PASSWORD_MIN_LENGTH: wholeNumber(8, 64).default(10),
  BREACHED_PASSWORDS_URL: url("http").optional(),
  MAIL_FROM: sender,
  MAIL_REPLY_TO: sender.optional(),
  MAIL_TRANSPORT: word(["ses", "smtp"]).default("ses"),
  MAIL_RETRY_WAITS: waits.default([30, 60, 120, 300, 600, 1_200, 2_400, 3_600]),
  SMTP_URL: url("smtp").optional(),
  AWS_REGION: z
    .string()
    .regex(/^[a-z]{2,}(-[a-z]+)+-\d+$/, "must name a region of AWS, such as eu-central-1")
    .optional(),
  AWS_ENDPOINT_URL_SES: url("http").optional(),
  AWS_ENDPOINT_URL_SESV2: url("http").optional(),
  AWS_ENDPOINT_URL_SNS: url("http").optional(),
  SES_CONFIGURATION_SET: z.string().optional(),
  SES_MAX_SEND_RATE: count(1, 1),
  SES_SNS_TOPIC_ARNS: topics,
  SES_SNS_CERTIFICATE_ORIGIN: origin.optional(),
  SMS_COUNTRIES: countries,
  SMS_SENDER_ID: z
    .string()
    .regex(
      /^(?=.*[A-Za-z])[A-Za-z0-9]{1,11}$/,
      "must have 1 to 11 letters and digits, one letter at least, and no spaces",
    )
    .optional(),
  SMS_MAX_SEND_RATE: count(1, 1),
  INNGEST_DEV: url("http").optional(),
  INNGEST_BASE_URL: url("http").optional(),
  INNGEST_EVENT_KEY: inngestKey.optional(),
  INNGEST_SIGNING_KEY: inngestKey.optional(),
  INNGEST_SIGNING_KEY_FALLBACK: inngestKey.optional(),
  INNGEST_SERVE_ORIGIN: origin.optional(),
  INBOX_URL: url("http").optional(),
  TRUSTED_PROXY_COUNT: count(0, 0),
  RATE_LIMIT_EXEMPT: networks,
  MAX_REGISTRATIONS_PER_HOUR: count(1_000, 1),
  MAX_TEXTS_PER_HOUR: count(100, 1),
  TURNSTILE_SITE_KEY: z.string().optional(),
  TURNSTILE_SECRET_KEY: z.string().optional(),
  TURNSTILE_URL: origin.default("https://challenges.cloudflare.com"),
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: z
    .string()
    .refine(
      (value) => Buffer.from(value, "base64").length === 32,
      "must be 32 bytes in base64 (make it once: openssl rand -base64 32)",
    )
    .optional(),
  METRICS_TOKEN: secret.optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: url("http").optional(),
  PSEUDO_LOCALES: word(["on", "off"]).default("off"),
  WEB_CONCURRENCY: count(1, 1),
  PASSWORD_HASH_CONCURRENCY: wholeNumber(1).optional(),
  LOG_LEVEL: word(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

/** Every variable of the environment, checked and in its own type. */
export type Env = z.infer<typeof variables>;

/** The processors belong to all processes together; a queue of each would crowd them. */
const hashesAtOnce = (processes: number) =>
  Math.max(1, Math.floor(availableParallelism() / processes));

/** Whether people reach this server from elsewhere, as far as its variables tell. */
const isPublic = ({ NODE_ENV, APP_URL }: Partial<Env>) =>
  NODE_ENV === "production" && APP_URL?.startsWith("https:") === true;

type Given = Record<string, string | undefined>;
type Refuse = (name: keyof Env, message: string) => void;

/**
 * What a start demands beyond the form of each value. `right` are the values that are right in
 * themselves; `given` says which others are there.
 */
function checkTogether(right: Partial<Env>, given: Given, refuse: Refuse): void {
  const isInProduction = right.NODE_ENV === "production";
  const app = right.APP_URL ? new URL(right.APP_URL) : undefined;
  if (isInProduction && app?.protocol === "http:" && !LOCAL_HOSTS.has(app.hostname))
    refuse("APP_URL", "must be https in production: cookies and links would travel in the clear");
  const snsOrigin = right.SES_SNS_CERTIFICATE_ORIGIN;
  if (snsOrigin && isInProduction && app?.protocol === "https:")
    refuse("SES_SNS_CERTIFICATE_ORIGIN", "would let somebody else than Amazon sign SES events");
  if (snsOrigin?.startsWith("http:") && !LOCAL_HOSTS.has(new URL(snsOrigin).hostname))
    refuse("SES_SNS_CERTIFICATE_ORIGIN", "must be https unless it is this very machine");
  if (right.PSEUDO_LOCALES === "on" && isInProduction && app?.protocol === "https:")
    refuse("PSEUDO_LOCALES", "is for tests and developers: nobody could read the pages");
  if (right.INNGEST_DEV && isInProduction && app?.protocol === "https:")
    refuse(
      "INNGEST_DEV",
      "turns the check of signatures off, so anybody could run functions (set INNGEST_BASE_URL and the keys)",
    );
  if (given.TURNSTILE_SITE_KEY && !given.TURNSTILE_SECRET_KEY)
    refuse("TURNSTILE_SECRET_KEY", "is needed too, or the widget keeps nobody out");
  if (given.TURNSTILE_SECRET_KEY && !given.TURNSTILE_SITE_KEY)
    refuse("TURNSTILE_SITE_KEY", "is needed too, or nobody could pass the check");
  const place = given.MAIL_TRANSPORT === "smtp" ? "SMTP_URL" : "AWS_REGION";
  if (!given[place]) refuse(place, "is missing");
  if (given.SMS_COUNTRIES && place === "SMTP_URL" && !given.AWS_REGION)
    refuse("AWS_REGION", "is needed too: text messages go through Amazon SNS");
  if (given.INNGEST_DEV) return;
  if (!given.INNGEST_EVENT_KEY)
    refuse(
      "INNGEST_EVENT_KEY",
      "is needed to send events (or set INNGEST_DEV to the URL of a development server)",
    );
  if (!given.INNGEST_SIGNING_KEY)
    refuse(
      "INNGEST_SIGNING_KEY",
      "is needed so that only your Inngest server can run functions (or set INNGEST_DEV)",
    );
}

/** A variable that is missing, weak or malformed, and the rest of a sentence about it. */
export type EnvironmentProblem = { name: keyof Env; message: string };

/** Why the app does not start. */
export class EnvironmentError extends Error {
  constructor(readonly problems: readonly EnvironmentProblem[]) {
    const lines = problems.map(({ name, message }) => `  ${name} ${message}`);
    super(`The environment is not right (see .env.example):\n${lines.join("\n")}`);
  }
}

/**
 * Reads the environment.
 *
 * @param source usually `process.env`; an empty string counts as not set
 * @param mode "build" checks what is set and demands nothing, because an image is built
 *   without secrets; "start" demands everything
 * @throws EnvironmentError with one line for each variable that is missing, weak or malformed
 */
export function parseEnv(source: Given, mode: "build" | "start"): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const problems: EnvironmentProblem[] = [];
  const refuse: Refuse = (name, message) => problems.push({ name, message });
  const right: Partial<Record<keyof Env, unknown>> = {};
  for (const [key, schema] of Object.entries(variables.shape)) {
    const name = key as keyof Env;
    const result = schema.safeParse(given[name]);
    if (result.success) right[name] = result.data;
    else if (given[name] !== undefined)
      for (const { message } of result.error.issues) refuse(name, message);
    else if (mode === "start") refuse(name, "is missing");
  }
  right.OPERATOR_REQUIRES_SECOND_FACTOR ??= isPublic(right as Partial<Env>) ? "on" : "off";
  right.PASSWORD_HASH_CONCURRENCY ??= hashesAtOnce(Number(right.WEB_CONCURRENCY ?? 1));
  if (mode === "start") checkTogether(right as Partial<Env>, given, refuse);
  if (problems.length === 0) return right as Env;
  throw new EnvironmentError(problems);
}

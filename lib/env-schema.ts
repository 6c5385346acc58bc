import { BlockList, isIP } from "node:net";
import { availableParallelism } from "node:os";
import { z } from "zod";
import { parseEmailSender } from "./email-sender";

const LOCAL_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** At least 32 characters, and not one character or a word over and over. */
const secret = z
  .string()
  .min(32, "must have at least 32 characters (make one: openssl rand -base64 33)")
  .refine(
    (value) => new Set(value).size >= 12,
    "is too regular to be a secret (make one: openssl rand -base64 33)",
  );

const count = (fallback: number, least: number) =>
  z.coerce
    .number()
    .int("must be a whole number")
    .min(least, `must be at least ${least}`)
    .default(fallback);

const url = (protocol: RegExp) => z.url({ protocol, error: "must be a whole URL", abort: true });

const keyring = z.string().transform((value, context) => {
  const keys = value.split(",").map((entry) => {
    const [version, material = ""] = entry.trim().split(":");
    return { version: Number(version), material: Buffer.from(material, "base64") };
  });
  const versions = new Set(keys.map((key) => key.version));
  if (keys.some((key) => !Number.isInteger(key.version) || key.version < 1 || key.version > 9_999))
    context.addIssue(
      "must read <version>:<base64>, newest first, versions being whole numbers from 1",
    );
  else if (versions.size !== keys.length) context.addIssue("names a version twice");
  else if (keys.some((key) => key.material.length < 32 || new Set(key.material).size < 12))
    context.addIssue(
      "needs at least 32 random bytes in base64 for each version (openssl rand -base64 32)",
    );
  return keys;
});

/** An address with or without a name, as the "From" of an email. */
const sender = z.string().transform((value, context) => {
  const parsed = parseEmailSender(value);
  if (typeof parsed !== "string") return parsed;
  context.addIssue(parsed);
  return z.NEVER;
});

/** Networks in CIDR notation; none when left out. */
const networks = z
  .string()
  .default("")
  .transform((value, context) => {
    const list = new BlockList();
    for (const entry of value.split(",").filter((each) => each.trim() !== "")) {
      const [address = "", length = ""] = entry.trim().split("/");
      const family = isIP(address);
      const isLength = /^\d+$/.test(length) && Number(length) <= (family === 6 ? 128 : 32);
      if (family === 0 || !isLength)
        context.addIssue("must list networks such as 192.0.2.0/24, 2001:db8::/32");
      else list.addSubnet(address, Number(length), family === 6 ? "ipv6" : "ipv4");
    }
    return list;
  });

/** Seconds, separated by commas: how long something waits after each failure. */
const waits = z
  .string()
  .regex(/^[1-9]\d{0,5}(,[1-9]\d{0,5})*$/, "must list seconds, such as 30,60,120")
  .transform((value) => value.split(",").map(Number));

/** SNS topics by their ARN, separated by commas; none when left out. */
const topics = z
  .string()
  .default("")
  .transform((value) =>
    value
      .split(",")
      .map((each) => each.trim())
      .filter(Boolean),
  )
  .refine(
    (arns) => arns.every((arn) => /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/.test(arn)),
    "must list ARNs such as arn:aws:sns:eu-central-1:123456789012:ses-events",
  );

export const variables = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  APP_URL: url(/^https?$/).transform((value) => new URL(value).origin),
  DATABASE_URL: url(/^postgres(ql)?$/),
  DATABASE_DIRECT_URL: url(/^postgres(ql)?$/).optional(),
  AUTH_SECRET: secret,
  TOKEN_KEYS: keyring,
  MAIL_FROM: sender,
  MAIL_REPLY_TO: sender.optional(),
  MAIL_TRANSPORT: z.enum(["ses", "smtp"], 'must be "ses" or "smtp"').default("ses"),
  MAIL_RETRY_WAITS: waits.default([30, 60, 120, 300, 600, 1_200, 2_400, 3_600]),
  SMTP_URL: url(/^smtps?$/).optional(),
  AWS_REGION: z.string().min(1, "must name the region of your SES identity").optional(),
  SES_CONFIGURATION_SET: z.string().optional(),
  SES_MAX_SEND_RATE: count(1, 1),
  SES_SNS_TOPIC_ARNS: topics,
  SES_SNS_CERTIFICATE_ORIGIN: url(/^https?$/)
    .transform((value) => new URL(value).origin)
    .optional(),
  INNGEST_DEV: url(/^https?$/).optional(),
  INNGEST_BASE_URL: url(/^https?$/).optional(),
  INNGEST_EVENT_KEY: z.string().optional(),
  INNGEST_SIGNING_KEY: z.string().optional(),
  INNGEST_SERVE_ORIGIN: url(/^https?$/)
    .transform((value) => new URL(value).origin)
    .optional(),
  INBOX_URL: url(/^https?$/).optional(),
  TRUSTED_PROXY_COUNT: count(0, 0),
  RATE_LIMIT_EXEMPT: networks,
  MAX_REGISTRATIONS_PER_HOUR: count(1_000, 1),
  TURNSTILE_SITE_KEY: z.string().optional(),
  TURNSTILE_SECRET_KEY: z.string().optional(),
  TURNSTILE_URL: url(/^https?$/)
    .default("https://challenges.cloudflare.com")
    .transform((value) => new URL(value).origin),
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: z
    .string()
    .refine(
      (value) => Buffer.from(value, "base64").length === 32,
      "must be 32 bytes in base64 (make it once: openssl rand -base64 32)",
    )
    .optional(),
  METRICS_TOKEN: secret.optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: url(/^https?$/).optional(),
  PASSWORD_HASH_CONCURRENCY: count(availableParallelism(), 1),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

function checkTogether(value: Env, context: z.RefinementCtx<Env>): void {
  const refuse = (name: keyof Env, message: string) =>
    context.addIssue({ code: "custom", path: [name], message });
  const { protocol, hostname } = new URL(value.APP_URL);
  if (value.NODE_ENV === "production" && protocol === "http:" && !LOCAL_HOSTS.has(hostname))
    refuse("APP_URL", "must be https in production: cookies and links would travel in the clear");
  const { SES_SNS_CERTIFICATE_ORIGIN: snsOrigin } = value;
  if (snsOrigin && value.NODE_ENV === "production" && protocol === "https:")
    refuse("SES_SNS_CERTIFICATE_ORIGIN", "would let somebody else than Amazon sign SES events");
  if (snsOrigin?.startsWith("http:") && !LOCAL_HOSTS.has(new URL(snsOrigin).hostname))
    refuse("SES_SNS_CERTIFICATE_ORIGIN", "must be https unless it is this very machine");
  if (value.INNGEST_DEV && value.NODE_ENV === "production" && protocol === "https:")
    refuse(
      "INNGEST_DEV",
      "turns the check of signatures off, so anybody could run functions (set INNGEST_BASE_URL and the keys)",
    );
  if (value.TURNSTILE_SITE_KEY && !value.TURNSTILE_SECRET_KEY)
    refuse("TURNSTILE_SECRET_KEY", "is needed too, or the widget keeps nobody out");
  if (value.TURNSTILE_SECRET_KEY && !value.TURNSTILE_SITE_KEY)
    refuse("TURNSTILE_SITE_KEY", "is needed too, or nobody could pass the check");
  if (value.INNGEST_DEV) return;
  if (!value.INNGEST_EVENT_KEY)
    refuse(
      "INNGEST_EVENT_KEY",
      "is needed to send events (or set INNGEST_DEV to the URL of a development server)",
    );
  if (!value.INNGEST_SIGNING_KEY)
    refuse(
      "INNGEST_SIGNING_KEY",
      "is needed so that only your Inngest server can run functions (or set INNGEST_DEV)",
    );
}

/** Every variable of the environment, checked and in its own type. */
export type Env = z.infer<typeof variables>;

/** What a start demands, by the provider of emails. */
const complete = {
  ses: variables.required({ AWS_REGION: true }).superRefine(checkTogether),
  smtp: variables.required({ SMTP_URL: true }).superRefine(checkTogether),
};

/**
 * Reads the environment.
 *
 * @param source usually `process.env`; an empty string counts as not set
 * @param mode "build" checks what is set and demands nothing, because an image is built
 *   without secrets; "start" demands everything
 * @throws Error with one line for each variable that is missing, weak or malformed
 */
export function parseEnv(source: Record<string, string | undefined>, mode: "build" | "start"): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const whole = complete[present.MAIL_TRANSPORT === "smtp" ? "smtp" : "ses"];
  const result =
    mode === "start" ? whole.safeParse(present) : variables.partial().safeParse(present);
  if (result.success) return result.data as Env;
  const lines = result.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return `  ${name} ${present[name] === undefined && issue.code === "invalid_type" ? "is missing" : issue.message}`;
  });
  throw new Error(`The environment is not right (see .env.example):\n${lines.join("\n")}`);
}

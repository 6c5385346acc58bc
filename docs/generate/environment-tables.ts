import { parseEnv, variables } from "@/lib/env-schema";
import { table } from "./markdown";

/**
 * Variables that lib/env-schema.ts does not read: the SDKs, Next.js, the local stack or compose do.
 */
const READ_ELSEWHERE = [
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "OTEL_EXPORTER_OTLP_HEADERS",
  "OTEL_TRACES_SAMPLER",
  "OTEL_TRACES_SAMPLER_ARG",
  "PORT",
  "POSTGRES_PORT",
  "SES_PORT",
  "INNGEST_PORT",
  "EMAIL_PREVIEW_PORT",
  "INNGEST_RUNNER_LEASE_MS",
  "INNGEST_RUNNER_BACKOFF_MS",
  "INNGEST_RUNNER_SYNC_INTERVAL_MS",
  "DATABASE_APP_ROLE",
  "POSTGRES_PASSWORD",
  "POSTGRES_OWNER_PASSWORD",
  "POSTGRES_APP_PASSWORD",
  "INNGEST_POSTGRES_PASSWORD",
];

/** Set by the commands and by the image, never by a person. */
const SET_BY_COMMANDS = ["NODE_ENV"];

/** A production environment that starts. Nothing in it opens or reaches anything. */
export const harmlessEnvironment = {
  APP_URL: "https://latchkey.example",
  DATABASE_URL: "postgresql://latchkey@127.0.0.1:9/latchkey",
  AUTH_SECRET: "abcdefghijklmnopqrstuvwxyz-0123456789",
  TOKEN_KEYS: `1:${Buffer.from("abcdefghijklmnopqrstuvwxyz-0123456789").toString("base64")}`,
  SECOND_FACTOR_KEYS: `1:${Buffer.from("abcdefghijklmnopqrstuvwxyz-0123456789").toString("base64")}`,
  MAIL_FROM: "no-reply@latchkey.example",
  AWS_REGION: "eu-central-1",
  SMTP_URL: "smtps://mail.example:465",
  INNGEST_EVENT_KEY: "0123456789abcdef".repeat(4),
  INNGEST_SIGNING_KEY: "fedcba9876543210".repeat(4),
};

const SITUATIONS: Record<string, string>[] = [
  { ...harmlessEnvironment, MAIL_TRANSPORT: "ses" },
  { ...harmlessEnvironment, MAIL_TRANSPORT: "smtp" },
  {
    ...harmlessEnvironment,
    APP_URL: "http://localhost:3000",
    INNGEST_DEV: "http://127.0.0.1:8288",
  },
];

/** One variable of .env.example, with what the paragraph above it says. */
type Entry = { section: string; name: string; sentences: string[] };

export function readExample(text: string): Entry[] {
  const entries: Entry[] = [];
  let [section, prose] = ["", ""];
  for (const line of text.split("\n")) {
    const heading = /^# --- (.+?) -+$/.exec(line)?.[1];
    const name = /^#([A-Z][A-Z0-9_]*)=/.exec(line)?.[1];
    if (heading) section = heading;
    if (name)
      entries.push({ section, name, sentences: prose.trim().split(/(?<=\.)\s+(?=[A-Z"])/) });
    else prose = !heading && line.startsWith("# ") ? `${prose} ${line.slice(2)}` : "";
  }
  return entries;
}

function startsWithout(name: string, environment: Record<string, string>): boolean {
  try {
    parseEnv({ ...environment, [name]: "" }, "start");
    return true;
  } catch {
    return false;
  }
}

/** The default of lib/env-schema.ts as somebody would write it; undefined for none. */
function schemaDefault(name: string): string | undefined {
  const value: unknown =
    variables.shape[name as keyof typeof variables.shape]?.safeParse(undefined).data;
  if (typeof value === "number" || typeof value === "string") return String(value);
  return Array.isArray(value) && value.length > 0 ? value.join(",") : undefined;
}

/** Where .env.example and lib/env-schema.ts do not say the same. */
export function environmentProblems(entries: Entry[]): string[] {
  const [described, known] = [entries.map(({ name }) => name), Object.keys(variables.shape)];
  SITUATIONS.forEach((environment) => parseEnv(environment, "start"));
  return [
    ...[...known, ...READ_ELSEWHERE]
      .filter((name) => !described.includes(name) && !SET_BY_COMMANDS.includes(name))
      .map((name) => `${name} is not described in .env.example.`),
    ...described
      .filter((name) => !known.includes(name) && !READ_ELSEWHERE.includes(name))
      .map((name) => `${name} of .env.example is not in lib/env-schema.ts.`),
    ...entries.filter(({ name }) => known.includes(name)).flatMap(disagreements),
  ];
}

function disagreements({ name, sentences }: Entry): string[] {
  const problems: string[] = [];
  const missed = SITUATIONS.filter((environment) => !startsWithout(name, environment)).length;
  const demanded = missed === 0 ? "never" : missed === SITUATIONS.length ? "always" : "sometimes";
  const sentence = sentences.find((each) => each.startsWith("Required"));
  const said = !sentence ? "never" : sentence === "Required." ? "always" : "sometimes";
  if (said !== demanded)
    problems.push(`${name} is ${demanded} required, and .env.example says ${said}.`);

  const real = schemaDefault(name);
  const words = sentences.find((each) => each.startsWith("Default"));
  const value = /^Default (\S*[^\s.,])/.exec(words ?? "")?.[1];
  if ((value && value !== real) || (real && !words))
    problems.push(
      `The default of ${name} is ${real}, and .env.example says ${value ?? "nothing"}.`,
    );
  return problems;
}

/** Names and angle brackets as Markdown shows them. */
const inMarkdown = (text: string) =>
  text
    .replaceAll("<", "&lt;")
    .replaceAll("*", "\\*")
    .replace(/\b[A-Z][A-Z0-9]*_[A-Z0-9_]+(=\w+)?/g, "`$&`");

function cells({ name, sentences }: Entry): string[] {
  const [byDefault, required, secret] = ["Default", "Required", "Secret"].map((word) =>
    sentences.find((each) => each.startsWith(word)),
  );
  const what = sentences.filter((each) => ![byDefault, required, secret].includes(each)).join(" ");
  return [
    `\`${name}\``,
    inMarkdown(what),
    byDefault ? inMarkdown(byDefault.replace(/^Default:? |\.$/g, "")) : required ? "" : "none",
    required ? inMarkdown(required.replace(/^Required ?|\.$/g, "")) || "yes" : "",
    secret ? "yes" : "",
  ];
}

/** One table for each section of .env.example. */
export function environmentTables(entries: Entry[]): string {
  const head = ["variable", "what it does", "default", "required", "secret"];
  return [...new Set(entries.map(({ section }) => section))]
    .map((section) => {
      const rows = entries.filter((entry) => entry.section === section).map(cells);
      return `## ${section}\n\n${table(head, rows)}`;
    })
    .join("\n\n");
}

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";
import type { LocalSecrets } from "./secrets";
import { TOPIC } from "@latchkey/ses-local/sns-message";

export type Variables = Record<string, string | undefined>;

export interface StackPorts {
  app: number;
  inngest: number;
  ses: number;
  postgres: number;
  emailPreview: number;
}

export interface StackPlan {
  /** The environment that the app and the stack's own processes get. */
  variables: Variables;
  ports: StackPorts;
  /** Which parts the local stack has to start; the others were named by their URL. */
  parts: { postgres: boolean; ses: boolean; runner: boolean };
}

/**
 * Decides what is local and what is not. Everything given wins over the defaults, and a
 * part whose URL (or keys) is given is used where it is instead of being started.
 * `written` is what the project's .env files say, `inherited` what the shell says.
 */
export function planStack(
  inherited: Variables,
  written: Variables,
  secrets: LocalSecrets,
): StackPlan {
  const given: Variables = { ...written, ...inherited };
  const ports = readPorts(given);
  const parts = {
    postgres: !given.DATABASE_URL,
    ses: !given.AWS_ENDPOINT_URL_SES && !namesAwsAccount(written),
    runner: !namesInngest(given),
  };
  const databaseUrl = `postgresql://postgres:${secrets.postgresPassword}@127.0.0.1:${ports.postgres}/latchkey`;
  return {
    ports,
    parts,
    variables: {
      APP_URL: `http://localhost:${ports.app}`,
      AUTH_SECRET: secrets.authSecret,
      TOKEN_KEYS: secrets.tokenKeys,
      SECOND_FACTOR_KEYS: secrets.secondFactorKeys,
      OPERATOR_REQUIRES_SECOND_FACTOR: "off",
      MAIL_FROM: "Latchkey <no-reply@latchkey.example>",
      AWS_REGION: "us-east-1",
      SES_MAX_SEND_RATE: "200",
      SMS_COUNTRIES: "DE,FR,ES,GB,US",
      SMS_MAX_SEND_RATE: "20",
      ...NO_LIMITS,
      PSEUDO_LOCALES: "on",
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
      // Seconds: who tries out a fault does not want to wait half a minute for the second try.
      MAIL_RETRY_WAITS: "1,2,5,10,30,60",
      ...(given.AWS_ENDPOINT_URL_SES && LOCAL_CREDENTIALS),
      ...(parts.ses && localEvents(ports.ses)),
      ...given,
      PORT: String(ports.app),
      ...(parts.postgres && { DATABASE_URL: databaseUrl }),
      ...(parts.runner && localRunner(ports)),
      ...(parts.ses && localSes(ports.ses)),
    },
  };
}

/**
 * Everything on a developer's machine comes from one address, its load tests too: the limits
 * of an IP and of the whole site would stop the work. Those of a mailbox hold here as well.
 */
const NO_LIMITS = {
  RATE_LIMIT_EXEMPT: "127.0.0.0/8,::1/128",
  MAX_REGISTRATIONS_PER_HOUR: "1000000",
  MAX_TEXTS_PER_HOUR: "1000000",
};

/** The .env files that Next.js reads too, the stronger one last. */
export function readEnvFiles(root: string): Variables {
  const texts = [".env", ".env.local"]
    .map((name) => path.join(root, name))
    .filter((file) => existsSync(file))
    .map((file) => parseEnv(readFileSync(file, "utf8")));
  return Object.assign({}, ...texts) as Variables;
}

const LOCAL_CREDENTIALS = { AWS_ACCESS_KEY_ID: "local", AWS_SECRET_ACCESS_KEY: "local" };

/**
 * A shell often carries somebody's own AWS account. It neither sends email from here by
 * accident nor reaches the emulator.
 */
function localSes(port: number): Variables {
  return {
    ...LOCAL_CREDENTIALS,
    AWS_SESSION_TOKEN: undefined,
    AWS_PROFILE: undefined,
    AWS_ENDPOINT_URL_SES: `http://127.0.0.1:${port}`,
    AWS_ENDPOINT_URL_SESV2: `http://127.0.0.1:${port}`,
    AWS_ENDPOINT_URL_SNS: `http://127.0.0.1:${port}`,
    INBOX_URL: `http://localhost:${port}`,
  };
}

/** The runner calls the app where it listens, whatever address people use for it. */
function localRunner(ports: StackPorts): Variables {
  return {
    INNGEST_DEV: `http://127.0.0.1:${ports.inngest}`,
    INNGEST_SERVE_ORIGIN: `http://127.0.0.1:${ports.app}`,
  };
}

/**
 * By which the local SES tells the app what became of its emails, unless that is told otherwise.
 */
function localEvents(port: number): Variables {
  return {
    SES_CONFIGURATION_SET: "latchkey",
    SES_SNS_TOPIC_ARNS: TOPIC,
    SES_SNS_CERTIFICATE_ORIGIN: `http://127.0.0.1:${port}`,
  };
}

/** Credentials written into the project's own files were meant for it. */
function namesAwsAccount(written: Variables): boolean {
  return Boolean(written.AWS_ACCESS_KEY_ID || written.AWS_PROFILE);
}

function namesInngest(given: Variables): boolean {
  const dev = given.INNGEST_DEV;
  if (dev && dev !== "0" && dev !== "false") return true;
  return Boolean(given.INNGEST_EVENT_KEY && given.INNGEST_SIGNING_KEY);
}

/** The port of each part: the one that was given, or the usual one. */
export function readPorts(given: Variables): StackPorts {
  return {
    app: readPort(given, "PORT", 3000),
    inngest: readPort(given, "INNGEST_PORT", 8288),
    ses: readPort(given, "SES_PORT", 8005),
    postgres: readPort(given, "POSTGRES_PORT", 54329),
    emailPreview: readPort(given, "EMAIL_PREVIEW_PORT", 3001),
  };
}

function readPort(given: Variables, variable: string, fallback: number): number {
  const text = given[variable];
  if (!text) return fallback;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Error(`${variable} is "${text}", which is no port.`);
}

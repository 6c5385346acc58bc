import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { planStack, type StackPlan, type Variables } from "@latchkey/local-stack/environment";
import { findFreePort } from "@latchkey/local-stack/ports/find-free-port";
import { startStack } from "@latchkey/local-stack/stack";

export interface TestStack {
  /** Its variables are the environment of the app to be tested. */
  plan: StackPlan;
  /** Where test processes find what they share (see tests/support). */
  testVariables: Variables;
  stop(): Promise<void>;
}

/** What configures the product: a developer's shell or .env must not reach the tests. */
const PRODUCT_VARIABLES =
  /^(APP_URL|AUTH_|AWS_|DATABASE_URL|EMAIL_PREVIEW_PORT|INBOX_URL|INNGEST_|LOG_LEVEL|MAIL_|MAX_REGISTRATIONS_|PASSWORD_HASH_|PORT$|POSTGRES_PORT|PSEUDO_|RATE_LIMIT_|SECOND_FACTOR_KEYS|OPERATOR_|SES_|SMTP_|TOKEN_KEYS|TRUSTED_PROXY_|TURNSTILE_|WEB_CONCURRENCY)/;

/** Next.js would fill these in from .env if they were not there; empty means not set. */
const SHIELDED = [
  "INNGEST_BASE_URL",
  "INNGEST_EVENT_KEY",
  "INNGEST_SIGNING_KEY",
  "INNGEST_SIGNING_KEY_FALLBACK",
  "MAIL_REPLY_TO",
  "MAIL_TRANSPORT",
  "PASSWORD_HASH_CONCURRENCY",
  "SMTP_URL",
  "TURNSTILE_SECRET_KEY",
  "TURNSTILE_SITE_KEY",
  "TURNSTILE_URL",
  "WEB_CONCURRENCY",
];

/**
 * The limits of an IP hold, and each browser of a test says where it is, as a proxy would.
 * An email that was not taken is tried again soon.
 */
const LIMITS = { TRUSTED_PROXY_COUNT: "1", RATE_LIMIT_EXEMPT: "", MAIL_RETRY_WAITS: "1" };

/** Starts a whole local stack on free ports, with data that goes when it stops. */
export async function startTestStack(options: {
  say: (line: string) => void;
  onFailure: (reason: string) => void;
  /** A database that is there already, as for the bench; without it, PostgreSQL is started too. */
  databaseUrl?: string;
}): Promise<TestStack> {
  const directory = mkdtempSync(path.join(os.tmpdir(), "latchkey-test-"));
  // When we are root, the account that runs PostgreSQL has to pass through here.
  chmodSync(directory, 0o711);
  const postgresPassword = randomBytes(18).toString("base64url");
  const plan = await planOnFreePorts(postgresPassword, options.databaseUrl);
  try {
    const stack = await startStack({
      plan,
      directory,
      postgresPassword,
      isDurable: false,
      ...options,
    });
    const serverUrl = new URL(stack.databaseUrl);
    serverUrl.pathname = "/postgres";
    return {
      plan,
      testVariables: {
        TEST_POSTGRES_URL: serverUrl.href,
        TEST_SES_URL: plan.variables.AWS_ENDPOINT_URL_SES,
      },
      stop: async () => {
        await stack.stop();
        rmSync(directory, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(directory, { recursive: true, force: true });
    throw error;
  }
}

async function planOnFreePorts(
  postgresPassword: string,
  databaseUrl: string | undefined,
): Promise<StackPlan> {
  const foreign = Object.entries(process.env).filter(([name]) => !PRODUCT_VARIABLES.test(name));
  const ports: Variables = {};
  for (const variable of ["PORT", "INNGEST_PORT", "SES_PORT", "POSTGRES_PORT"]) {
    ports[variable] = String(await findFreePort());
  }
  const shield = Object.fromEntries(SHIELDED.map((name) => [name, ""]));
  return planStack(
    {
      ...Object.fromEntries(foreign),
      ...shield,
      ...LIMITS,
      ...ports,
      LOG_LEVEL: "warn",
      DATABASE_URL: databaseUrl,
    },
    {},
    {
      authSecret: randomBytes(33).toString("base64"),
      tokenKeys: `1:${randomBytes(32).toString("base64")}`,
      secondFactorKeys: `1:${randomBytes(32).toString("base64")}`,
      postgresPassword,
    },
  );
}

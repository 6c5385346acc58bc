import { randomBytes } from "node:crypto";
import type { Variables } from "@latchkey/local-stack/environment";
import { testEnvironment } from "../support/test-environment";
import { stayingPort } from "./staying-port";

/** What a scenario may want otherwise. */
export interface LabWish {
  /** Whether SES tells by events what became of the emails. */
  hasEvents: boolean;
  /** SES_MAX_SEND_RATE of the app; 200 without it. */
  sendRate?: number;
  /** MAIL_RETRY_WAITS of the app: seconds before each further attempt; "1" without it. */
  retryWaits?: string;
  /**
   * Milliseconds from one look of the runner for the app's functions to the next; 1000 without it.
   */
  syncMs?: number;
  /** Milliseconds before the runner's second call of an app that failed; 500 without it. */
  backoffMs?: number;
}

/** Where everything is, and what each part is told about it. */
export interface LabPlan {
  ports: { app: number; runner: number; ses: number; postgres: number };
  postgresPassword: string;
  /** For the app; SES and the runner read some of it too. */
  variables: Variables;
  runner: { syncMs: number; backoffMs: number };
}

const TOPIC = "arn:aws:sns:us-east-1:123456789012:ses-events";

/** Plans a lab on free ports. What the shell says about the product is not for it. */
export async function planLab(wish: LabWish): Promise<LabPlan> {
  const ports = {
    app: await stayingPort(),
    runner: await stayingPort(),
    ses: await stayingPort(),
    postgres: await stayingPort(),
  };
  const postgresPassword = randomBytes(18).toString("base64url");
  const databaseUrl = `postgresql://postgres:${postgresPassword}@127.0.0.1:${ports.postgres}/latchkey`;
  const ses = `http://127.0.0.1:${ports.ses}`;
  return {
    ports,
    postgresPassword,
    runner: { syncMs: wish.syncMs ?? 1_000, backoffMs: wish.backoffMs ?? 500 },
    variables: {
      ...process.env,
      ...testEnvironment({ databaseUrl, port: ports.app }),
      AWS_ENDPOINT_URL_SES: ses,
      AWS_ENDPOINT_URL_SESV2: ses,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
      INBOX_URL: ses,
      INNGEST_DEV: `http://127.0.0.1:${ports.runner}`,
      LOG_LEVEL: "info",
      SES_MAX_SEND_RATE: String(wish.sendRate ?? 200),
      MAIL_RETRY_WAITS: wish.retryWaits ?? "1",
      ...(wish.hasEvents && {
        SES_CONFIGURATION_SET: "latchkey",
        SES_SNS_TOPIC_ARNS: TOPIC,
        SES_SNS_CERTIFICATE_ORIGIN: ses,
      }),
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
    },
  };
}

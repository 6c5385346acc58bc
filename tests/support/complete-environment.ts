import { randomBytes } from "node:crypto";
import { parseEnv } from "@/lib/env-schema";

const key = () => randomBytes(32).toString("base64");

/** An environment that production starts with. */
export const completeEnvironment = {
  NODE_ENV: "production",
  APP_URL: "https://latchkey.example",
  DATABASE_URL: "postgresql://latchkey:word@db.example:5432/latchkey",
  AUTH_SECRET: randomBytes(33).toString("base64"),
  TOKEN_KEYS: `2:${key()},1:${key()}`,
  SECOND_FACTOR_KEYS: `1:${key()}`,
  MAIL_FROM: "Latchkey <no-reply@latchkey.example>",
  AWS_REGION: "eu-central-1",
  INNGEST_EVENT_KEY: "an-event-key-0123456789abcdef0123456789",
  INNGEST_SIGNING_KEY: `signkey-prod-${"0123456789abcdef".repeat(4)}`,
};

/** What whoever starts the server reads; empty when it starts. */
export function refusal(
  changes: Record<string, string | undefined>,
  mode: "build" | "start" = "start",
): string {
  try {
    parseEnv({ ...completeEnvironment, ...changes }, mode);
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}

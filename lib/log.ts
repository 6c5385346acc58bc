import "server-only";
import pino from "pino";
import { env } from "./env";
import { loggedError } from "./logged-error";

/**
 * The log: one JSON object a line, object first. What is secret has no business in it;
 * the redaction below is a second line of defence, not a licence.
 */
export const log = pino({
  level: env.LOG_LEVEL ?? "info",
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { err: loggedError },
  formatters: { level: (label) => ({ level: label }) },
  redact: {
    paths: [
      "password",
      "token",
      "cookie",
      "authorization",
      "*.password",
      "*.token",
      "*.cookie",
      "*.authorization",
    ],
    censor: "[redacted]",
  },
});

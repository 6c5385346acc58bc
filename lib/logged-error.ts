import pino from "pino";
import { plainForeignId, redactForeignText } from "./foreign-text";

const LONGEST_MESSAGE = 2_000;
const LONGEST_LINE = 300;
const MOST_LINES = 40;

const OUR_CODE = /^ {4}at /;

/**
 * An error as the log shows it. Its message may be another server's answer and quote a
 * recipient or a link; the places in our code are ours, and may hold an "@".
 */
export function loggedError(error: unknown) {
  if (!(error instanceof Error))
    return { message: redactForeignText(String(error), LONGEST_MESSAGE) };
  const { type, message, stack, raw } = pino.stdSerializers.err(error);
  const { code } = raw as { code?: unknown };
  const lines = stack
    .slice(0, MOST_LINES * LONGEST_LINE)
    .split("\n")
    .slice(0, MOST_LINES);
  return {
    type,
    code: typeof code === "string" ? (plainForeignId(code) ?? undefined) : undefined,
    message: redactForeignText(message, LONGEST_MESSAGE),
    stack: lines
      .map((line) => (OUR_CODE.test(line) ? line : redactForeignText(line, LONGEST_LINE)))
      .join("\n"),
  };
}

import { setTimeout as wait } from "node:timers/promises";

/** Refused, reset, timed out, unknown host: PostgreSQL cannot be reached. */
const NETWORK_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
]);
/**
 * Shutdown and start-up (57P), connection failures (08), no such database yet, too many clients.
 */
const STATE = /^(?:57P0[1-5]|08...|3D000|53300)$/;
/** Serialisation failure and deadlock: the same transaction succeeds when it is repeated. */
const CONFLICT = /^40(?:001|P01)$/;
/** What the driver says without a code. */
const MESSAGE =
  /Connection terminated|timeout exceeded|Query read timeout|not queryable|connection error/i;

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 2_000;

/** Whether an error means that PostgreSQL is away for a while, and not that a query is wrong. */
function isOutage(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isOutage);
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return (
    NETWORK_CODES.has(code) ||
    STATE.test(code) ||
    CONFLICT.test(code) ||
    MESSAGE.test(error.message)
  );
}

export interface Patience {
  signal: AbortSignal;
  log: (line: string) => void;
}

/**
 * Repeats the work until PostgreSQL takes it, with growing pauses; other errors are
 * thrown. The work must be safe to repeat: a commit whose answer was lost has happened.
 * Throws the last error when the signal ends the waiting.
 */
export async function throughOutages<Result>(
  patience: Patience,
  work: () => Promise<Result>,
): Promise<Result> {
  for (let pause = FIRST_WAIT_MS, told = false; ; pause = Math.min(pause * 2, LONGEST_WAIT_MS)) {
    try {
      const result = await work();
      if (told) patience.log("PostgreSQL is back");
      return result;
    } catch (error) {
      if (!isOutage(error) || patience.signal.aborted) throw error;
      if (pause >= 400 && !told) {
        told = true;
        patience.log(
          `waiting for PostgreSQL (${error instanceof Error ? error.message : "no answer"})`,
        );
      }
      await wait(pause, undefined, { signal: patience.signal }).catch(() => undefined);
    }
  }
}

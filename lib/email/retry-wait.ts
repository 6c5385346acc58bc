import { MINUTE, SECOND } from "../clock";
import { env } from "../env";
import { knownFailure, type FailureCode } from "./failures";

const SPREAD = 0.2;

/**
 * How long an email or a text waits after an attempt that failed: longer each time, up to an hour, and
 * longer at once where the failure says so. A little is added by chance, because retries are
 * not paced: what failed together must not come back together.
 *
 * @param attempt 0 for the first one
 * @returns milliseconds
 */
export function retryWait(code: FailureCode, attempt: number, chance = Math.random()): number {
  const waits = env.MAIL_RETRY_WAITS;
  const { fromWait = 0, longestWait = Infinity } = knownFailure(code) ?? {};
  const place = Math.max(attempt, fromWait);
  const wait = Math.min(waits[Math.min(place, waits.length - 1)] ?? 60 * MINUTE, longestWait);
  return Math.round(wait * SECOND * (1 + SPREAD * chance));
}

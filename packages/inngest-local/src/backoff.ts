const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
const JITTER = 0.25;

/**
 * How long a failed attempt waits for its next one: 1 s, 2 s, 4 s … 60 s, and up to a
 * quarter more, so that what failed together does not come back together. Inngest itself
 * starts at 15 s and reaches 2 h; nobody who develops waits that long.
 */
export function localBackoffMs(attempt: number): number {
  const wait = Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS);
  return Math.round(wait * (1 + Math.random() * JITTER));
}

const SHORTEST_ASKED_MS = 1_000;
const LONGEST_ASKED_MS = 86_400_000;

/**
 * When a RetryAfterError asks to be tried again: seconds or an ISO date, kept between
 * 1 s and 24 h from now as Inngest does. Undefined when nothing usable was asked for.
 */
export function askedRetryAtMs(retryAfter: string | undefined, nowMs: number): number | undefined {
  if (retryAfter === undefined || retryAfter === "") return undefined;
  const seconds = Number(retryAfter);
  const asked = Number.isNaN(seconds) ? Date.parse(retryAfter) : nowMs + seconds * 1_000;
  if (Number.isNaN(asked)) return undefined;
  return Math.min(Math.max(asked, nowMs + SHORTEST_ASKED_MS), nowMs + LONGEST_ASKED_MS);
}

const UNIT_MS = {
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
  ms: 1,
} as const;
const TIME_STRING = /^(?:\d+(?:ms|[wdhms]))*$/;
const PART = /(\d+)(ms|[wdhms])/g;

/**
 * Reads the SDK's time strings ("2s", "1h30m") into milliseconds. The SDK writes a
 * duration of nothing as an empty string. Undefined when it is no time string.
 */
export function parseDuration(text: string): number | undefined {
  if (!TIME_STRING.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(PART)) {
    total += Number(amount) * UNIT_MS[unit as keyof typeof UNIT_MS];
  }
  return total;
}

/**
 * The moment a sleep or a timeout ends: a time string counts from `now`, an ISO date
 * stands for itself. Milliseconds since 1970; undefined when it is neither.
 */
export function parseMoment(text: string, now: number): number | undefined {
  const duration = parseDuration(text);
  if (duration !== undefined) return now + duration;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : date;
}

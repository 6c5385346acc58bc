/** How a limit is spent: `burst` starts at once, then one each `intervalMs`. */
export interface Rate {
  intervalMs: number;
  burst: number;
}

export type Admission =
  { admitted: true; arrivalMs: number } | { admitted: false; retryAtMs: number };

/**
 * The generic cell rate algorithm: one number for each key (the theoretical arrival time
 * of the next start) is all the state a limit needs. Store `arrivalMs` when admitted.
 */
export function admit(rate: Rate, arrivalMs: number | undefined, nowMs: number): Admission {
  const expected = Math.max(arrivalMs ?? nowMs, nowMs);
  const retryAtMs = expected - (rate.burst - 1) * rate.intervalMs;
  if (retryAtMs > nowMs) return { admitted: false, retryAtMs };
  return { admitted: true, arrivalMs: expected + rate.intervalMs };
}

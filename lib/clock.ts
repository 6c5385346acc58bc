/** Milliseconds in one second, one minute, one hour, one day. */
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** How many milliseconds have gone by since some moment. */
type Stopwatch = () => number;

/**
 * Starts counting. Of the two clocks the faster one counts: the system's clock can be set
 * back, and the other one stands still while a machine sleeps.
 */
export function startStopwatch(): Stopwatch {
  const [steady, wall] = [performance.now(), Date.now()];
  return () => Math.max(performance.now() - steady, Date.now() - wall);
}

/** The moment `milliseconds` after (or, negative, before) `moment`. */
export function after(moment: Date, milliseconds: number): Date {
  return new Date(moment.getTime() + milliseconds);
}

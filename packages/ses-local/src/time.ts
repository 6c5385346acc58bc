/** Milliseconds in one day. */
export const DAY = 86_400_000;

/** The moment `milliseconds` after (or, negative, before) `moment`. */
export function after(moment: Date, milliseconds: number): Date {
  return new Date(moment.getTime() + milliseconds);
}

import { DAY, HOUR, MINUTE, SECOND } from "@/lib/clock";

const UNITS = [
  ["days", DAY],
  ["hours", HOUR],
  ["minutes", MINUTE],
] as const;

/**
 * A wait as people say it: "1 second", "90 seconds", "40 minutes", "16 hours". From two of
 * a unit on it is used; rounded up, because whoever comes back early has waited in vain.
 */
export function inWords(milliseconds: number): string {
  const unit = UNITS.find(([, length]) => milliseconds >= 2 * length);
  if (unit) return `${Math.ceil(milliseconds / unit[1])} ${unit[0]}`;
  const seconds = Math.max(1, Math.ceil(milliseconds / SECOND));
  return `${seconds} ${seconds === 1 ? "second" : "seconds"}`;
}

import { DAY, HOUR, MINUTE, SECOND } from "../clock";
import { FORMATS_OF, type Locale } from "./locales";

const UNITS = [
  ["day", DAY],
  ["hour", HOUR],
  ["minute", MINUTE],
] as const;

/** A number of a unit: the largest of which there are two, or exactly one. Rounded up. */
function inUnits(milliseconds: number): [number, Intl.RelativeTimeFormatUnit] {
  const seconds = Math.max(1, Math.ceil(milliseconds / SECOND));
  for (const [unit, length] of UNITS) {
    const rest = seconds * SECOND;
    if (rest >= 2 * length || rest === length) return [Math.ceil(rest / length), unit];
  }
  return [seconds, "second"];
}

/**
 * How long until a moment: "in 1 second", "in 90 seconds", "in 40 minutes", "in 1 hour". Rounded
 * up, because whoever comes back early has waited in vain. Never less than a second.
 */
export function fromNow(moment: Date, locale: Locale, now = Date.now()): string {
  const [number, unit] = inUnits(moment.getTime() - now);
  return new Intl.RelativeTimeFormat(FORMATS_OF[locale]).format(number, unit);
}

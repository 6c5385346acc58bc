import { DAY, HOUR, MINUTE, SECOND } from "../clock";
import { FORMATS_OF, type Locale } from "./locales";

const UNITS = [
  ["day", DAY],
  ["hour", HOUR],
  ["minute", MINUTE],
] as const;

type Round = (number: number) => number;

/** The largest unit of which there are two, or an hour or a minute exactly; else seconds. */
function inUnits(milliseconds: number, round: Round): [number, Intl.RelativeTimeFormatUnit] {
  for (const [unit, length] of UNITS) {
    if (milliseconds >= 2 * length) return [round(milliseconds / length), unit];
    const isOne = round((60 * milliseconds) / length) === 60;
    if (isOne && unit !== "day") return [1, unit];
  }
  return [Math.max(1, round(milliseconds / SECOND)), "second"];
}

// Making one takes longer than using it a hundred times.
const formats = new Map<Locale, Intl.RelativeTimeFormat>();

function format(milliseconds: number, locale: Locale, round: Round): string {
  const known = formats.get(locale) ?? new Intl.RelativeTimeFormat(FORMATS_OF[locale]);
  formats.set(locale, known);
  const [number, unit] = inUnits(milliseconds, round);
  return known.format(number, unit);
}

/**
 * When to come back: "in 1 second", "in 90 seconds", "in 40 minutes", "in 1 hour". Rounded up,
 * because whoever comes back early has waited in vain. Never less than a second.
 */
export function fromNow(moment: Date, locale: Locale, now = new Date()): string {
  return format(moment.getTime() - now.getTime(), locale, Math.ceil);
}

/** How long something still works: "in 24 hours", "in 15 minutes". Rounded to the nearest. */
export function expiresIn(moment: Date, locale: Locale, now = new Date()): string {
  return format(moment.getTime() - now.getTime(), locale, Math.round);
}

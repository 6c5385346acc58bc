import { DAY, HOUR, MINUTE, SECOND } from "@/lib/clock";

const whole = new Intl.NumberFormat("en-GB");
const fine = new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 2 });

/** "12,345". */
export function count(value: number): string {
  return whole.format(value);
}

/** "97%", "0.12%": a part of a whole, with two digits; a dash where there is no whole. */
export function share(part: number, all: number): string {
  if (all === 0) return "–";
  const percent = (100 * part) / all;
  // Rounded up, "all" would be said where somebody is missing.
  return `${percent > 99 && percent < 100 ? "99" : fine.format(percent)}%`;
}

const signed = new Intl.NumberFormat("en-GB", { signDisplay: "exceptZero" });
const withSign = (value: number) => signed.format(Math.round(value)).replace("-", "−");

/** "+12%": how much more there is than before; null where there was nothing to compare with. */
export function growth(now: number, before: number): string | null {
  return before === 0 ? null : `${withSign((100 * (now - before)) / before)}%`;
}

/** "+2 pts": how a share of all differs from what it was; null where there was no whole. */
export function points(now: [part: number, all: number], before: [part: number, all: number]) {
  if (now[1] === 0 || before[1] === 0) return null;
  const difference = Math.round(100 * (now[0] / now[1] - before[0] / before[1]));
  return `${withSign(difference)} ${Math.abs(difference) === 1 ? "pt" : "pts"}`;
}

/** "850 ms", "4.2 s", "3 min", "2 h 5 min", "3 days": a length of time, in milliseconds. */
export function duration(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < SECOND) return `${Math.round(ms)} ms`;
  if (ms < MINUTE) return `${fine.format(ms / SECOND)} s`;
  if (ms < 10 * MINUTE) return withRest(ms, MINUTE, "min", SECOND, "s");
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < 2 * DAY) return withRest(ms, HOUR, "h", MINUTE, "min");
  return `${Math.floor(ms / DAY)} days`;
}

function withRest(ms: number, unit: number, name: string, part: number, partName: string): string {
  const rest = Math.floor((ms % unit) / part);
  return `${Math.floor(ms / unit)} ${name}${rest > 0 ? ` ${rest} ${partName}` : ""}`;
}

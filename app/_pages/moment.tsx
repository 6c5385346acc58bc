"use client";

import { useSyncExternalStore } from "react";
import { useLocale } from "@/components/text";
import { useIsInBrowser } from "@/components/use-is-in-browser";

const MINUTE_MS = 60_000;
const UNITS = [
  ["day", 1_440],
  ["hour", 60],
  ["minute", 1],
] as const;

/** From here on a date says more than a number of days. */
const FAR_MINUTES = 30 * 1_440;

const date = { day: "numeric", month: "long" } as const;
const time = { hour: "2-digit", minute: "2-digit", timeZoneName: "short" } as const;

/** How a point in time is written: "22 November 2026 at 14:30 UTC" in English, and parts of it. */
const formats = {
  moment: { ...date, ...time, year: "numeric" },
  day: { ...date, year: "numeric" },
  soon: { ...date, ...time },
  clock: time,
} satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Tells about once a minute that time has passed. */
function everyMinute(onChange: () => void) {
  const timer = setInterval(onChange, MINUTE_MS);
  return () => clearInterval(timer);
}

const currentMinute = () => Math.floor(Date.now() / MINUTE_MS);

type Show = keyof typeof formats;

// Making one takes longer than using it a hundred times.
const made = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string, show: Show, timeZone: string | undefined): Intl.DateTimeFormat {
  const name = `${locale} ${show} ${timeZone}`;
  const known = made.get(name) ?? new Intl.DateTimeFormat(locale, { ...formats[show], timeZone });
  made.set(name, known);
  return known;
}

const madeRelative = new Map<string, Intl.RelativeTimeFormat>();

/** "3 hours ago", "in 2 days"; null for what is far away. The least is a minute. */
function relativeText(locale: string, minutes: number): string | null {
  const size = Math.abs(minutes);
  if (size >= FAR_MINUTES) return null;
  const [unit, length] = UNITS.find(([, each]) => size >= each) ?? ["minute", 1];
  const format = madeRelative.get(locale) ?? new Intl.RelativeTimeFormat(locale);
  madeRelative.set(locale, format);
  return format.format(Math.trunc(minutes / length) || -1, unit);
}

/**
 * A point in time as people read it: in their own time zone once scripts run, and in UTC
 * before that. It always says which.
 */
export function useMomentText(at: Date | string, show: Show): string {
  const isInBrowser = useIsInBrowser();
  return formatter(useLocale(), show, isInBrowser ? undefined : "UTC").format(new Date(at));
}

type Props = { at: Date | string; show?: Show };

/** A point in time, for people and for programs. */
export function Moment({ at, show = "moment" }: Props) {
  const text = useMomentText(at, show);
  return <time dateTime={new Date(at).toISOString()}>{text}</time>;
}

/**
 * A point in time from now: "3 hours ago". The exact one is its tooltip, and is read to
 * people who hear the page. A time that is far away is written as a day.
 */
export function RelativeMoment({ at }: Pick<Props, "at">) {
  const [exact, day, locale] = [useMomentText(at, "moment"), useMomentText(at, "day"), useLocale()];
  const now = useSyncExternalStore(everyMinute, currentMinute, currentMinute);
  const text = relativeText(locale, Math.floor(new Date(at).getTime() / MINUTE_MS) - now);
  return (
    // A minute may pass between the server's text and the browser's.
    <time dateTime={new Date(at).toISOString()} title={exact} suppressHydrationWarning>
      {text ?? day}
      <span className="sr-only"> ({exact})</span>
    </time>
  );
}

"use client";

import { useSyncExternalStore } from "react";
import { useLocale } from "@/components/text";

const date = { day: "numeric", month: "long" } as const;
const time = { hour: "2-digit", minute: "2-digit", timeZoneName: "short" } as const;

/** How a point in time is written: "22 November 2026 at 14:30 UTC" in English, and parts of it. */
const formats = {
  moment: { ...date, ...time, year: "numeric" },
  day: { ...date, year: "numeric" },
  soon: { ...date, ...time },
  clock: time,
} satisfies Record<string, Intl.DateTimeFormatOptions>;

const never = () => () => {};

type Show = keyof typeof formats;

// Making one takes longer than using it a hundred times.
const made = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string, show: Show, timeZone: string | undefined): Intl.DateTimeFormat {
  const name = `${locale} ${show} ${timeZone}`;
  const known = made.get(name) ?? new Intl.DateTimeFormat(locale, { ...formats[show], timeZone });
  made.set(name, known);
  return known;
}

/**
 * A point in time as people read it: in their own time zone once scripts run, and in UTC
 * before that. It always says which.
 */
export function useMomentText(at: Date | string, show: Show): string {
  const isInBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return formatter(useLocale(), show, isInBrowser ? undefined : "UTC").format(new Date(at));
}

type Props = { at: Date | string; show?: Show };

/** A point in time, for people and for programs. */
export function Moment({ at, show = "moment" }: Props) {
  const text = useMomentText(at, show);
  return <time dateTime={new Date(at).toISOString()}>{text}</time>;
}

"use client";

import { useSyncExternalStore } from "react";

const date = { day: "numeric", month: "long" } as const;
const time = { hour: "2-digit", minute: "2-digit", timeZoneName: "short" } as const;

/** How a point in time is written: "22 November 2026 at 14:30 UTC", and parts of that. */
const formats = {
  moment: { ...date, ...time, year: "numeric" },
  day: { ...date, year: "numeric" },
  soon: { ...date, ...time },
  clock: time,
} satisfies Record<string, Intl.DateTimeFormatOptions>;

const never = () => () => {};

type Show = keyof typeof formats;

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
  const zone = isInBrowser ? {} : { timeZone: "UTC" };
  return new Intl.DateTimeFormat("en-GB", { ...formats[show], ...zone }).format(new Date(at));
}

type Props = { at: Date | string; show?: Show };

/** A point in time, for people and for programs. */
export function Moment({ at, show = "moment" }: Props) {
  const text = useMomentText(at, show);
  return <time dateTime={new Date(at).toISOString()}>{text}</time>;
}

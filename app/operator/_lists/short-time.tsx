"use client";

import { useIsInBrowser } from "@/components/use-is-in-browser";

type Props = {
  at: Date | null;
  /** What to say where it did not happen. */
  otherwise?: string;
};

const formats = {
  time: { hour: "2-digit", minute: "2-digit" },
  day: { day: "numeric", month: "short" },
  year: { day: "numeric", month: "short", year: "numeric" },
  full: { dateStyle: "full", timeStyle: "long" },
  date: { dateStyle: "short" },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

const formatters = (timeZone?: string) =>
  Object.fromEntries(
    Object.entries(formats).map(([name, options]) => [
      name,
      new Intl.DateTimeFormat("en-GB", { ...options, timeZone }),
    ]),
  ) as Record<keyof typeof formats, Intl.DateTimeFormat>;

// A list shows a hundred of these: making a format takes longer than using it often.
const utc = formatters("UTC");
let own: typeof utc | undefined;

/** "17:56" today, "26 Nov" this year, "26 Nov 2025" before that. */
function short(at: Date, now: Date, { time, day, year, date }: typeof utc): string {
  if (date.format(at) === date.format(now)) return time.format(at);
  return at.getFullYear() === now.getFullYear() ? day.format(at) : year.format(at);
}

/**
 * When something happened, as short as a row needs it, and in full in the title: in the reader's
 * time zone once scripts run, and in UTC before that.
 */
export function ShortTime({ at, otherwise = "" }: Props) {
  const isInBrowser = useIsInBrowser();
  if (at === null) return <span className="text-ink-soft">{otherwise}</span>;
  const zone = isInBrowser ? (own ??= formatters()) : utc;
  return (
    // Between server and browser the day may end.
    <time
      dateTime={at.toISOString()}
      title={zone.full.format(at)}
      suppressHydrationWarning
      className="tabular-nums"
    >
      {short(at, new Date(), zone)}
    </time>
  );
}

"use client";

import { useIsInBrowser } from "@/components/use-is-in-browser";

type Props = { at: Date };

const inZone = (timeZone?: string) =>
  new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZone,
  });

const utc = inZone("UTC");
let own: Intl.DateTimeFormat | undefined;

/**
 * "22 Nov 2026, 14:30:05", where the order of seconds tells: in the reader's time zone once scripts
 * run, and in UTC before that.
 */
export function Instant({ at }: Props) {
  const isInBrowser = useIsInBrowser();
  const text = isInBrowser ? (own ??= inZone()).format(at) : `${utc.format(at)} UTC`;
  return (
    <time dateTime={at.toISOString()} title={`${utc.format(at)} UTC`}>
      {text}
    </time>
  );
}

import { formatDateTime } from "@/lib/format-date-time";

type Props = { at: Date | null; otherwise?: string };

const short = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "medium",
  timeStyle: "short",
  timeZone: "UTC",
});

/**
 * When it happened, or in a word that it did not. Short, because a row holds several; the
 * page says once that all of them are UTC.
 */
export function TimeOr({ at, otherwise = "" }: Props) {
  if (at === null) return <span className="text-ink-soft">{otherwise}</span>;
  return (
    <time
      dateTime={at.toISOString()}
      title={formatDateTime(at)}
      className="text-sm leading-6.5 tabular-nums"
    >
      {short.format(at)}
    </time>
  );
}

type Props = { at: Date };

const instant = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  timeZone: "UTC",
});

/** "22 Nov 2026, 14:30:05 UTC": where the order of seconds tells. */
export function Instant({ at }: Props) {
  return <time dateTime={at.toISOString()}>{instant.format(at)} UTC</time>;
}

import { duration } from "./in-figures";

type Props = {
  at: Date | null;
  /** The moment the page is read at. */
  now: Date;
  /** What to say where it never happened. */
  never?: string;
};

/** "12 s ago", for people; the moment itself for programs. */
export function Ago({ at, now, never = "never" }: Props) {
  if (!at) return never;
  return <time dateTime={at.toISOString()}>{duration(now.getTime() - at.getTime())} ago</time>;
}

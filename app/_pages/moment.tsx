import { formatMoment } from "@/lib/mail/format-moment";

type Props = { at: Date };

/** A point in time, for people and for programs. */
export function Moment({ at }: Props) {
  return <time dateTime={at.toISOString()}>{formatMoment(at)}</time>;
}

import { Moment } from "../../_pages/moment";

type Props = { at: Date | null; otherwise: string };

/** When it happened, or in a word that it did not. */
export function TimeOr({ at, otherwise }: Props) {
  if (at === null) return <span className="text-ink-soft">{otherwise}</span>;
  return (
    <span className="text-sm leading-6.5">
      <Moment at={at} />
    </span>
  );
}

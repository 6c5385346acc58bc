import type { Overview } from "@/lib/operator/statistics/overview";
import { count, share } from "./in-figures";

type Props = Pick<Overview, "funnel" | "queue">;

/** What to look at first. */
export function Headline({ funnel, queue }: Props) {
  const { registered, delivered, confirmed, bounced } = funnel;
  const figures = [
    { term: "Registered", figure: count(registered), note: "in this period" },
    {
      term: "Delivered",
      figure: share(delivered, registered),
      note: `${count(delivered)} of them`,
    },
    {
      term: "Confirmed",
      figure: share(confirmed, registered),
      note: `${count(confirmed)} of them`,
    },
    {
      term: "Did not get through",
      figure: count(queue.failed + bounced),
      note: `${count(queue.failed)} failed, ${count(bounced)} bounced`,
    },
  ];
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      {figures.map(({ term, figure, note }) => (
        <div
          key={term}
          className="flex flex-col rounded-lg border border-line bg-surface px-5 py-4 shadow-card"
        >
          <dt className="text-sm text-ink-soft">{term}</dt>
          <dd className="text-2xl font-semibold tracking-tight tabular-nums">{figure}</dd>
          <dd className="text-sm text-ink-soft tabular-nums">{note}</dd>
        </div>
      ))}
    </dl>
  );
}

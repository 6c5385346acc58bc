import type { ReactNode } from "react";

type Props = { items: { term: string; detail: ReactNode }[] };

/** Facts, each with its name. */
export function DescriptionList({ items }: Props) {
  return (
    <dl className="divide-y divide-line border-y border-line">
      {items.map(({ term, detail }) => (
        <div key={term} className="flex flex-wrap justify-between gap-x-6 py-3">
          <dt className="text-ink-soft">{term}</dt>
          <dd className="font-medium wrap-anywhere">{detail}</dd>
        </div>
      ))}
    </dl>
  );
}

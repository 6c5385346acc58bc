import type { ReactNode } from "react";

type Props = { items: { term: string; detail: ReactNode }[] };

/**
 * Figures in a panel, each with its name. They change while somebody looks: digits keep their
 * place.
 */
export function Facts({ items }: Props) {
  return (
    <dl className="divide-y divide-line text-sm">
      {items.map(({ term, detail }) => (
        <div key={term} className="flex justify-between gap-4 py-1.5">
          <dt className="text-ink-soft">{term}</dt>
          <dd className="text-right font-medium wrap-anywhere tabular-nums">{detail}</dd>
        </div>
      ))}
    </dl>
  );
}

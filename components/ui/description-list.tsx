import type { ReactNode } from "react";

type Props = {
  items: {
    term: string;
    detail: ReactNode;
    /** A link to where it can be changed. */
    action?: ReactNode;
  }[];
};

/** Facts, each with its name, in two columns where there is room. */
export function DescriptionList({ items }: Props) {
  return (
    <dl className="divide-y divide-line">
      {items.map(({ term, detail, action }) => (
        <div
          key={term}
          className="grid grid-cols-[1fr_auto] items-baseline gap-x-6 py-3 first:pt-0 last:pb-0 sm:grid-cols-[10rem_1fr_auto]"
        >
          <dt className="col-span-2 text-ink-soft sm:col-span-1">{term}</dt>
          <dd className="min-w-0 font-medium wrap-anywhere">{detail}</dd>
          {action && <dd>{action}</dd>}
        </div>
      ))}
    </dl>
  );
}

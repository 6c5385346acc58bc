import type { ReactNode } from "react";
import { cx } from "./cx";

/** One column: what it is called, and what of a row stands in it. */
export type TableColumn<Row> = {
  label: string;
  cell: (row: Row) => ReactNode;
  /** How the rows are sorted by it now, and where the other way round is to be had. */
  sort?: { direction: "ascending" | "descending" | "none"; href: string };
  className?: string;
};

type Props<Row> = {
  /** What the table holds, for whoever hears it. */
  label: string;
  columns: TableColumn<Row>[];
  rows: Row[];
};

const ARROWS = { ascending: "↑", descending: "↓", none: "↕" } as const;

function SortLink({ label, sort }: { label: string; sort: TableColumn<never>["sort"] }) {
  if (!sort) return label;
  return (
    <a
      href={sort.href}
      className="-mx-1.5 inline-flex min-h-8 items-center gap-1 rounded-sm px-1.5 hover:text-ink"
    >
      {label}
      <span aria-hidden="true">{ARROWS[sort.direction]}</span>
    </a>
  );
}

/**
 * Rows under their headings; on a phone each row is a block of its own, every value beside
 * its name. The roles are written out because a table that is laid out as blocks is none any
 * more to a browser.
 */
export function DataTable<Row extends { id: string }>({ label, columns, rows }: Props<Row>) {
  return (
    <div className="rounded-lg border border-line bg-surface shadow-card">
      <table
        role="table"
        aria-label={label}
        className="w-full border-collapse text-left max-md:block"
      >
        <thead role="rowgroup" className="max-md:sr-only">
          <tr role="row" className="border-b border-line">
            {columns.map(({ label: name, sort, className }) => (
              <th
                key={name}
                role="columnheader"
                scope="col"
                aria-sort={sort?.direction}
                className={cx(
                  "px-3 py-2.5 text-sm font-medium whitespace-nowrap text-ink-soft first:pl-5 last:pr-5",
                  className,
                )}
              >
                <SortLink label={name} sort={sort} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="divide-y divide-line max-md:block">
          {rows.map((row) => (
            <tr key={row.id} role="row" className="max-md:block max-md:px-4 max-md:py-3">
              {columns.map(({ label: name, cell, className }, index) => (
                <td
                  key={name}
                  role="cell"
                  className={cx(
                    "py-2.5 align-top max-md:flex max-md:gap-3 max-md:py-0.5 md:px-3 md:first:pl-5 md:last:pr-5",
                    className,
                  )}
                >
                  {/* The first value heads its block. Whoever hears the page hears each column's heading. */}
                  {index > 0 && (
                    <span
                      aria-hidden="true"
                      className="w-24 shrink-0 text-sm leading-6.5 text-ink-soft md:hidden"
                    >
                      {name}
                    </span>
                  )}
                  <div className="min-w-0 flex-1 max-md:wrap-anywhere">{cell(row)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

import type { ReactNode } from "react";
import { cx } from "./cx";
import { RowLinks } from "./row-links";

/** One column: what it is called, and what of a row stands in it. */
export type TableColumn<Row> = {
  label: string;
  cell: (row: Row) => ReactNode;
  /** How the rows are sorted by it now, and where the other way round is to be had. */
  sort?: { direction: "ascending" | "descending" | "none"; href: string };
  /** How wide it is; the first column without a width takes what is left. */
  className?: string;
};

type Props<Row> = {
  /** What the table holds, for screen readers. */
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
      className="-mx-1.5 inline-flex min-h-8 items-center gap-1 rounded-sm px-1.5 hover:text-ink max-lg:min-h-11"
    >
      {label}
      <span aria-hidden="true">{ARROWS[sort.direction]}</span>
    </a>
  );
}

/**
 * Rows of one line under headings that stay in sight. What is too long is cut, and whole in the
 * title. A press anywhere in a row follows the row's first link.
 */
export function DataTable<Row extends { id: string }>({ label, columns, rows }: Props<Row>) {
  return (
    <RowLinks>
      <table aria-label={label} className="w-full table-fixed border-separate border-spacing-0 text-left text-sm">
        <thead>
          <tr>
            {columns.map(({ label: name, sort, className }) => (
              <th
                key={name}
                scope="col"
                aria-sort={sort?.direction}
                className={cx(
                  "sticky top-0 z-1 h-8 border-b border-line bg-surface px-3 font-medium whitespace-nowrap text-ink-soft max-md:px-2",
                  className,
                )}
              >
                <SortLink label={name} sort={sort} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className="group has-[a[href]]:cursor-pointer hover:bg-paper">
              {columns.map(({ label: name, cell, className }) => {
                const content = cell(row);
                return (
                  <td
                    key={name}
                    title={typeof content === "string" ? content : undefined}
                    className={cx(
                      "h-11 truncate border-b border-line px-3 max-md:px-2 lg:h-9",
                      className,
                    )}
                  >
                    {content}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </RowLinks>
  );
}

import type { ReactNode } from "react";
import { cx } from "./cx";
import { RowLinks } from "./row-links";

/** One column: what it is called, and what of a row stands in it. */
export type TableColumn<Row> = {
  label: string;
  cell: (row: Row) => ReactNode;
  /** How the rows are sorted by it now, and where the other way round is to be had. */
  sort?: { direction: "ascending" | "descending" | "none"; href: string };
  /** How wide it is; a column without a width takes what is left. */
  className?: string;
  /** On a phone a row has some lines: the first line is this column's alone. */
  isMain?: boolean;
  /** On a phone, where headings have no room, its name stands before the value. */
  isNamedOnPhones?: boolean;
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
    <>
      <a
        href={sort.href}
        className="-mx-1.5 inline-flex min-h-8 items-center gap-1 rounded-sm px-1.5 hover:text-ink max-lg:min-h-11 max-md:hidden"
      >
        {label}
        <span aria-hidden="true">{ARROWS[sort.direction]}</span>
      </a>
      <span className="md:hidden">{label}</span>
    </>
  );
}

/**
 * Rows of one line under headings that stay in sight; of some lines on a phone. What is too long is
 * cut, and whole in the title. A press anywhere in a row follows the row's first link. The roles
 * are written out because a table that is laid out as a grid is none any more to a browser.
 */
export function DataTable<Row extends { id: string }>({ label, columns, rows }: Props<Row>) {
  return (
    <RowLinks>
      <table
        role="table"
        aria-label={label}
        className="w-full table-fixed border-separate border-spacing-0 text-left text-sm max-md:block"
      >
        <thead role="rowgroup" className="max-md:sr-only">
          <tr role="row">
            {columns.map(({ label: name, sort, className }) => (
              <th
                key={name}
                role="columnheader"
                scope="col"
                aria-sort={sort?.direction}
                className={cx(
                  "sticky top-0 z-1 h-8 border-b border-line bg-surface px-3 font-medium whitespace-nowrap text-ink-soft",
                  className,
                )}
              >
                <SortLink label={name} sort={sort} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="max-md:block">
          {rows.map((row) => (
            <tr
              key={row.id}
              role="row"
              className="group hover:bg-paper has-[a[href]]:cursor-pointer max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:items-baseline max-md:gap-x-3 max-md:gap-y-0.5 max-md:border-b max-md:border-line max-md:py-2"
            >
              {columns.map(({ label: name, cell, className, isMain, isNamedOnPhones }) => {
                const content = cell(row);
                return (
                  <td
                    key={name}
                    role="cell"
                    title={typeof content === "string" ? content : undefined}
                    className={cx(
                      "truncate md:h-11 md:border-b md:border-line md:px-3 lg:h-9",
                      isMain && "max-md:col-span-2 max-md:row-start-1",
                      className,
                    )}
                  >
                    {isNamedOnPhones && (
                      <span aria-hidden="true" className="text-ink-soft md:hidden">
                        {name}{" "}
                      </span>
                    )}
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

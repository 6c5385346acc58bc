import type { TableColumn } from "@/components/ui/data-table";
import type { SortName } from "@/lib/operator/lists/list-definition";
import { listHref, type ListQuery } from "@/lib/operator/lists/list-query";

/** A column of a list; which two sorts its heading switches between, upwards and downwards. */
export type ListColumn<Row> = Omit<TableColumn<Row>, "sort"> & {
  sorts?: { up: SortName; down: SortName };
};

/** What sorts a list by time. */
export const BY_TIME = { up: "oldest", down: "newest" } as const;

/** What sorts a list by address. */
export const BY_ADDRESS = { up: "address", down: "address_desc" } as const;

/** A column of short times; on a phone at the end of the second line. */
export const TIME_COLUMN = "md:w-28 max-md:col-start-2 max-md:row-start-2 max-md:text-right";

/** A column that on a phone has the third line, or what the next one leaves of it. */
export const THIRD_LINE = "max-md:row-start-3";

/** A column that on a phone stands at the end of the third line. */
export const THIRD_LINE_END = "max-md:col-start-2 max-md:row-start-3 max-md:text-right";

/** A column that a phone has no room for: the person's page says the same. */
export const NOT_ON_PHONES = "max-md:hidden";

/**
 * The columns as a table shows them: each heading says how it sorts, and leads to the other way.
 */
export function tableColumns<Row>(
  columns: ListColumn<Row>[],
  query: ListQuery,
  path: string,
  { sort, sorts: possible }: { sort: SortName; sorts: SortName[] },
): TableColumn<Row>[] {
  return columns.map(({ sorts, ...column }) => {
    if (!sorts || !possible.includes(sorts.up)) return column;
    const direction =
      sort === sorts.up ? "ascending" : sort === sorts.down ? "descending" : ("none" as const);
    // By time people want the newest first, by address A before Z.
    const first = sorts.down === "newest" ? sorts.down : sorts.up;
    const other = sort === sorts.up ? sorts.down : sort === sorts.down ? sorts.up : first;
    return { ...column, sort: { direction, href: listHref(path, query, { sort: other }) } };
  });
}

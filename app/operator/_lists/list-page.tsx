import type { ReactNode } from "react";
import { AddressText } from "@/components/ui/address-text";
import { Card } from "@/components/ui/card";
import { DataTable } from "@/components/ui/data-table";
import { Pager } from "@/components/ui/pager";
import { COUNTED_ROWS, findPage, PAGE_SIZE } from "@/lib/operator/lists/find-page";
import type { ListDefinition, ListRow } from "@/lib/operator/lists/list-definition";
import {
  listHref,
  type ListQuery,
  readListQuery,
  type SearchParams,
} from "@/lib/operator/lists/list-query";
import { compactButton } from "./compact-style";
import { FilterChips, narrowings } from "./filter-chips";
import { FilterForm } from "./filter-form";
import { type ListColumn, tableColumns } from "./list-column";

type Props<Row extends ListRow> = {
  list: ListDefinition<Row>;
  path: string;
  params: SearchParams;
  title: string;
  searchHint: string;
  columns: ListColumn<Row>[];
  /** What it means that there is nothing at all. */
  nothingYet: string;
  /** Beside the title. */
  tabs?: ReactNode;
  /** Above the rows. */
  children?: ReactNode;
};

const number = new Intl.NumberFormat("en-GB");

/** "6,042", and "10,000+" where nobody counted on. */
const inFigures = (total: number) =>
  total > COUNTED_ROWS ? `${number.format(COUNTED_ROWS)}+` : number.format(total);

/** "1–50 of 6,042"; without the rows of this page where an old link does not say them. */
function countInWords(query: ListQuery, rows: number, total: number): string {
  const first = query.place ? query.place.row : 1;
  if (rows === 0 || first === null) return inFigures(total);
  return `${number.format(first)}–${number.format(first + rows - 1)} of ${inFigures(total)}`;
}

/** One of the operator's lists: search and filters, a page of rows, the ways on from it. */
export async function ListPage<Row extends ListRow>(props: Props<Row>) {
  const { list, path, params, columns, title } = props;
  const query = readListQuery(list, params);
  const { rows, total, before, after, sort, sorts } = await findPage(list, query);
  const start = { ...query, place: null };
  const narrowed = narrowings(start, list.filters).map(({ label }) => label);
  const row = query.place ? query.place.row : 1;
  const toPlace = (side: "before" | "after", cursor: typeof before) => {
    const shift = side === "after" ? rows.length : -PAGE_SIZE;
    const place = cursor && { side, cursor, row: row && Math.max(1, row + shift) };
    return place && listHref(path, { ...query, place });
  };
  const values = {
    ...Object.fromEntries(list.filters.map(({ name }) => [name, query.filters[name] ?? ""])),
    q: query.text,
    sort: query.sort === list.sorts[0] ? "" : query.sort,
  };
  return (
    <div className="flex flex-col max-lg:gap-3">
      <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="text-lg font-semibold tracking-tight">{title}</h1>
        {props.tabs}
        <p role="status" className="text-sm text-ink-soft tabular-nums">
          {countInWords(query, rows.length, total)}
        </p>
        <FilterForm
          path={path}
          values={values}
          hint={props.searchHint}
          filters={list.filters.map(({ name, label, options }) => ({
            name,
            label,
            options: options.map(({ value, label: text }) => ({ value, label: text })),
          }))}
        />
        {rows.length > 0 && (
          <a
            href={listHref(`${path}/export`, start)}
            title={`${inFigures(total)} rows. Exports are recorded in the audit log.`}
            className={compactButton}
          >
            Export as CSV
          </a>
        )}
      </div>
      <FilterChips
        path={path}
        query={start}
        filters={list.filters}
        note={
          sort === query.sort ? null : `Results for “${query.text}…” are sorted by address, A to Z.`
        }
      />
      {props.children}
      {rows.length > 0 ? (
        <DataTable
          label={title}
          rows={rows}
          columns={tableColumns(columns, start, path, { sort, sorts })}
        />
      ) : (
        <Card className="gap-1 sm:p-6">
          <p className="font-medium wrap-anywhere">
            <AddressText>
              {narrowed.length > 0 || query.place
                ? `No results${narrowed.length > 0 ? ` for ${narrowed.join(", ")}` : ""}`
                : props.nothingYet}
            </AddressText>
          </p>
          {narrowed.length > 0 && (
            <p className="text-ink-soft">Try a shorter search or different filters.</p>
          )}
        </Card>
      )}
      <div className="pt-4">
        <Pager before={toPlace("before", before)} after={toPlace("after", after)} />
        <noscript>
          <p className="pt-3 text-sm text-ink-soft">Times are in UTC.</p>
        </noscript>
      </div>
    </div>
  );
}

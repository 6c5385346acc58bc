import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { DataTable } from "@/components/ui/data-table";
import { PageHeading } from "@/components/ui/page-heading";
import { Pager } from "@/components/ui/pager";
import { TextLink } from "@/components/ui/text-link";
import { findPage } from "@/lib/operator/lists/find-page";
import type { ListDefinition, ListRow } from "@/lib/operator/lists/list-definition";
import { listHref, readListQuery, type SearchParams } from "@/lib/operator/lists/list-query";
import { type ListColumn, tableColumns } from "./list-column";
import { ListForm } from "./list-form";

type Props<Row extends ListRow> = {
  list: ListDefinition<Row>;
  path: string;
  params: SearchParams;
  title: string;
  intro: string;
  searchHint: string;
  columns: ListColumn<Row>[];
  /** What it means that there is nothing at all. */
  nothingYet: string;
  /** Between the heading and the search. */
  children?: ReactNode;
};

/** Says why there are no rows, and what to do. */
function Nothing({ path, text }: { path: string; text: string | null }) {
  return (
    <Card>
      <p className="font-medium">{text ?? "Nothing here is like that."}</p>
      {text === null && (
        <p>
          Look for less, or choose other filters. <TextLink href={path}>Show all</TextLink>
        </p>
      )}
    </Card>
  );
}

/** One of the operator's lists: search and filters, a page of rows, the ways on from it. */
export async function ListPage<Row extends ListRow>(props: Props<Row>) {
  const { list, path, params, columns, title } = props;
  const query = readListQuery(list, params);
  const { rows, before, after, sort, sorts } = await findPage(list, query);
  const first = { ...query, place: null };
  const isNarrowed = query.text !== "" || Object.keys(query.filters).length > 0 || query.place;
  const toPlace = (side: "before" | "after", cursor: typeof before) =>
    cursor && listHref(path, { ...query, place: { side, cursor } });
  return (
    <>
      <PageHeading title={title}>{props.intro}</PageHeading>
      {props.children}
      <ListForm
        path={path}
        query={first}
        filters={list.filters}
        sorts={list.sorts}
        hint={props.searchHint}
      />
      {sort !== query.sort && (
        <p className="text-sm text-ink-soft">
          What begins with “{query.text}” is shown by address, from A to Z.
        </p>
      )}
      {rows.length === 0 ? (
        <Nothing path={path} text={isNarrowed ? null : props.nothingYet} />
      ) : (
        <DataTable
          label={title}
          rows={rows}
          columns={tableColumns(columns, first, path, { sort, sorts })}
        />
      )}
      <Pager before={toPlace("before", before)} after={toPlace("after", after)} />
      {rows.length > 0 && (
        <div className="flex flex-wrap items-center justify-between gap-x-6">
          <ButtonLink href={listHref(`${path}/export`, first)} variant="quiet" className="-ml-4.5">
            Export as CSV
          </ButtonLink>
          <p className="text-sm text-ink-soft">All times are UTC.</p>
        </div>
      )}
    </>
  );
}

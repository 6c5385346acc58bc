import "server-only";
import { db, empty, join, type Sql, sql, unprepared } from "../../db";
import { beyond, type Cursor, type Order, orderBy, reversed } from "./keyset";
import type { ListDefinition, ListRow, SortName } from "./list-definition";
import type { ListQuery } from "./list-query";
import { classifySearch } from "./search-text";

/** Rows on a page. */
export const PAGE_SIZE = 50;

/** More rows than this are told as "10,000+": to count them all would be to read them all. */
export const COUNTED_ROWS = 10_000;

/** A page of a list, and where to go on from it; null where the list begins or ends. */
export type Page<Row> = {
  rows: Row[];
  /** How many rows there are on all pages, up to one more than `COUNTED_ROWS`. */
  total: number;
  before: Cursor | null;
  after: Cursor | null;
  /** How it is really sorted: the beginning of an address is only found by address. */
  sort: SortName;
  /** How else it can be sorted. */
  sorts: SortName[];
};

/** What to read: which rows, in which order. */
export type Plan = { conditions: Sql[]; order: Order; sort: SortName; sorts: SortName[] };

const NOTHING = sql`false`;

async function exists(table: Sql, condition: Sql): Promise<boolean> {
  const found = await db.$queryRaw<object[]>`
    SELECT ${unprepared} 1 FROM ${table} t WHERE ${condition} LIMIT 1`;
  return found.length > 0;
}

/** What a search asks of a row, and whether it is for the beginning of an address. */
async function search<Row extends ListRow>(
  { table, searches }: ListDefinition<Row>,
  text: string,
): Promise<{ condition: Sql | null; isBeginning: boolean }> {
  const found = classifySearch(text);
  const by = (condition: Sql | undefined) => ({
    condition: condition ?? NOTHING,
    isBeginning: false,
  });
  const byBeginning = (beginning: string) => ({
    condition: searches.beginning?.(beginning) ?? NOTHING,
    isBeginning: true,
  });
  switch (found.kind) {
    case "nothing":
      return { condition: null, isBeginning: false };
    case "id":
      return by(searches.id?.(found.id));
    case "domain":
      return by(searches.domain?.(found.domain));
    case "beginning":
      return byBeginning(found.beginning);
    case "word": {
      // Its shape does not tell, so the rows do: what is no id and no domain is a beginning.
      const word = searches.word?.(found.word);
      if (word && (await exists(table, word))) return by(word);
      const domain = found.domain === null ? undefined : searches.domain?.(found.domain);
      if (domain && (await exists(table, domain))) return by(domain);
      return byBeginning(found.beginning);
    }
  }
}

function orderOf<Row extends ListRow>(list: ListDefinition<Row>, sort: SortName): Order {
  const key = list.time;
  switch (sort) {
    case "newest":
      return { key, isKeyUp: false, isIdUp: false };
    case "oldest":
      return { key, isKeyUp: true, isIdUp: true };
    case "address":
      return { key: list.address ?? null, isKeyUp: true, isIdUp: false };
    case "address_desc":
      return { key: list.address ?? null, isKeyUp: false, isIdUp: true };
  }
}

/** Makes out what a query asks for. */
export async function planList<Row extends ListRow>(
  list: ListDefinition<Row>,
  query: Pick<ListQuery, "text" | "sort" | "filters">,
): Promise<Plan> {
  const { condition, isBeginning } = await search(list, query.text);
  const isByAddress = isBeginning && list.address !== undefined;
  const sorts = list.sorts.filter((each) => !isByAddress || each.startsWith("address"));
  const sort = sorts.includes(query.sort) ? query.sort : "address";
  const chosen = list.filters.flatMap(({ name, options }) =>
    options
      .filter(({ value }) => value === query.filters[name])
      .map(({ condition: chosenCondition }) =>
        typeof chosenCondition === "function" ? chosenCondition() : chosenCondition,
      ),
  );
  const conditions = [list.condition, condition, ...chosen].filter((each) => !!each);
  return { conditions, order: orderOf(list, sort), sort, sorts };
}

const where = (conditions: Sql[]) =>
  conditions.length > 0 ? sql`WHERE ${join(conditions, " AND ")}` : empty;

/** The statement for some rows: what only a page shows is joined to the page's rows alone. */
export function listStatement<Row extends ListRow>(
  { table, columns, joins }: ListDefinition<Row>,
  { conditions, order }: Pick<Plan, "conditions" | "order">,
  limit: number,
): Sql {
  const key = order.key ? sql`, ${order.key.expression} AS "sortKey"` : sql`, NULL AS "sortKey"`;
  return sql`SELECT ${unprepared} ${columns}${key}
    FROM (SELECT t.* FROM ${table} t ${where(conditions)} ORDER BY ${orderBy(order)} LIMIT ${limit}) t
    ${joins} ORDER BY ${orderBy(order)}`;
}

type Placed = { sortKey: Date | string | null };

/** Where a row stands. */
export function placeOf({ id, sortKey }: ListRow & Placed): Cursor {
  return { id, key: sortKey instanceof Date ? sortKey.toISOString() : sortKey };
}

/** Reads rows of a list from a place on. */
export async function readRows<Row extends ListRow>(
  list: ListDefinition<Row>,
  { conditions, order }: Plan,
  cursor: Cursor | null,
  limit: number,
): Promise<(Row & Placed)[]> {
  const from = cursor ? [...conditions, beyond(order, cursor)] : conditions;
  return db.$queryRaw<(Row & Placed)[]>(listStatement(list, { conditions: from, order }, limit));
}

/** How many rows a plan finds, up to one more than `COUNTED_ROWS`. */
async function countRows<Row extends ListRow>(
  { table }: ListDefinition<Row>,
  { conditions }: Plan,
): Promise<number> {
  const [counted] = await db.$queryRaw<{ rows: number }[]>`
    SELECT ${unprepared} count(*)::int AS rows FROM (
      SELECT FROM ${table} t ${where(conditions)} LIMIT ${COUNTED_ROWS + 1}) bounded`;
  return counted?.rows ?? 0;
}

/**
 * One page of a list. Costs the same at its beginning, deep inside and at its end, because
 * it goes on from the last row instead of counting those before it.
 */
export async function findPage<Row extends ListRow>(
  list: ListDefinition<Row>,
  query: ListQuery,
): Promise<Page<Row>> {
  const plan = await planList(list, query);
  const isBackwards = query.place?.side === "before";
  const order = isBackwards ? reversed(plan.order) : plan.order;
  // A place that was kept from another order says nothing about this one.
  const kept = query.place?.cursor ?? null;
  const cursor = kept && (kept.key === null) === (order.key === null) ? kept : null;
  const read = await readRows(list, { ...plan, order }, cursor, PAGE_SIZE + 1);
  const isMore = read.length > PAGE_SIZE;
  const rows = read.slice(0, PAGE_SIZE);
  if (isBackwards) rows.reverse();
  const [top, bottom] = [rows[0], rows.at(-1)];
  const isWhole = cursor === null && !isMore;
  const isBefore = isBackwards ? isMore : cursor !== null;
  const isAfter = isBackwards ? cursor !== null : isMore;
  return {
    rows,
    total: isWhole ? rows.length : await countRows(list, plan),
    before: isBefore && top ? placeOf(top) : null,
    after: isAfter && bottom ? placeOf(bottom) : null,
    sort: plan.sort,
    sorts: plan.sorts,
  };
}

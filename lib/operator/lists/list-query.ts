import { z } from "zod";
import { cleanForeignText } from "../../foreign-text";
import type { Cursor } from "./keyset";
import type { ListDefinition, ListRow, SortName } from "./list-definition";

/** The parameters of an address, as Next.js or a URL gives them. */
export type SearchParams = Record<string, string | string[] | undefined>;

/** What somebody wants to see of a list. */
export type ListQuery = {
  /** What was typed into the search, without blanks around it. */
  text: string;
  sort: SortName;
  /** By the name of the filter; only those that are set. */
  filters: Record<string, string>;
  /** Where the page begins or ends, and at which row of the list; null for the first page. */
  place: { side: "after" | "before"; cursor: Cursor; row: number | null } | null;
};

/** A uuid, and what the row is sorted by where that is not its id. */
const cursor = z
  .string()
  .max(400)
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(_[\x20-\x7e]*)?$/)
  .transform((text): Cursor => ({ id: text.slice(0, 36), key: text.slice(37) || null }))
  .optional()
  .catch(undefined);

const text = z
  .string()
  .catch("")
  .transform((typed) => cleanForeignText(typed, 320));

/** Only shown: which row of the list is the first one of a page. */
const rowNumber = z.coerce.number().int().positive().nullable().catch(null);

const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

/** Reads what somebody wants to see from an address; what makes no sense is left out. */
export function readListQuery<Row extends ListRow>(
  { sorts, filters, time, address }: ListDefinition<Row>,
  params: SearchParams,
): ListQuery {
  const sort = sorts.find((each) => each === first(params.sort)) ?? sorts[0];
  const chosen = filters.flatMap(({ name, options }) => {
    const option = options.find(({ value }) => value === first(params[name]));
    return option ? [[name, option.value] as const] : [];
  });
  const after = cursor.parse(first(params.after));
  const before = cursor.parse(first(params.before));
  const row = rowNumber.parse(first(params.row) ?? null);
  const place = after
    ? { side: "after" as const, cursor: after, row }
    : before && { side: "before" as const, cursor: before, row };
  // An address that somebody cut short or wrote by hand may name a time that is none.
  const isSound = !place?.cursor.key || address !== undefined || isTime(time, place.cursor.key);
  return {
    text: text.parse(first(params.q) ?? ""),
    sort,
    filters: Object.fromEntries(chosen),
    place: isSound ? (place ?? null) : null,
  };
}

function isTime(time: unknown, key: string): boolean {
  return time !== null && z.iso.datetime().safeParse(key).success;
}

/** How a place is written into an address. */
export function cursorText({ id, key }: Cursor): string {
  return key === null ? id : `${id}_${key}`;
}

/** The address of a list as a query wants it, with some things otherwise. */
export function listHref(path: string, query: ListQuery, changes: Partial<ListQuery> = {}): string {
  const { text: typed, sort, filters, place } = { ...query, ...changes };
  const params = new URLSearchParams([
    ...(typed ? [["q", typed]] : []),
    ...Object.entries(filters),
    ["sort", sort],
    ...(place ? [[place.side, cursorText(place.cursor)]] : []),
    ...(place?.row ? [["row", String(place.row)]] : []),
  ]);
  return `${path}?${params.toString()}`;
}

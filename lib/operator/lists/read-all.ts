import "server-only";
import { placeOf, planList, readRows } from "./find-page";
import type { Cursor } from "./keyset";
import type { ListDefinition, ListRow } from "./list-definition";
import type { ListQuery } from "./list-query";

/** Rows that are read at a time. */
const BATCH = 1_000;

/**
 * All rows that a query finds, a batch at a time and the next one only when it is asked for:
 * a file of a million rows takes no more memory than one of a thousand, and holds no
 * connection between batches. Rows that come while it is read are in it or not.
 */
export async function* readAll<Row extends ListRow>(
  list: ListDefinition<Row>,
  query: Pick<ListQuery, "text" | "sort" | "filters">,
  batch = BATCH,
): AsyncGenerator<Row[], void, undefined> {
  const plan = await planList(list, query);
  let cursor: Cursor | null = null;
  for (;;) {
    const rows = await readRows(list, plan, cursor, batch);
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    if (rows.length < batch) return;
    cursor = placeOf(last);
  }
}

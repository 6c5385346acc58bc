import { empty, type Sql, sql } from "../../db";

type Comparison = { less: Sql; lessOrSame: Sql; more: Sql; moreOrSame: Sql };

/** What rows are sorted by, before their id. */
export type SortKey = {
  expression: Sql;
  comparison: Comparison;
  /** A value that a cursor carried as text. */
  parameter: (text: string) => Sql;
};

/** A row's place in an order: enough to go on from it, whether it is still there or not. */
export type Cursor = { id: string; key: string | null };

/** An order in which no two rows are the same: by a key, then by the id. */
export type Order = { key: SortKey | null; isKeyUp: boolean; isIdUp: boolean };

const usual: Comparison = {
  less: sql`<`,
  lessOrSame: sql`<=`,
  more: sql`>`,
  moreOrSame: sql`>=`,
};

/** Byte by byte, as an index with text_pattern_ops sorts: it serves beginnings and order. */
const byBytes: Comparison = {
  less: sql`~<~`,
  lessOrSame: sql`~<=~`,
  more: sql`~>~`,
  moreOrSame: sql`~>=~`,
};

/** Addresses from A to Z, whatever their capitals. */
export const byAddress: SortKey = {
  expression: sql`lower(t.address)`,
  comparison: byBytes,
  parameter: (text) => sql`${text}`,
};

/** For rows whose ids were not made in the order of time. */
export const byCreation: SortKey = {
  expression: sql`t.created_at`,
  comparison: usual,
  parameter: (text) => sql`${text}::timestamptz`,
};

/** The same order from its end: what a page before this one is read in. */
export function reversed({ key, isKeyUp, isIdUp }: Order): Order {
  return { key, isKeyUp: !isKeyUp, isIdUp: !isIdUp };
}

const forwards = ({ less, more }: Comparison, isUp: boolean) => (isUp ? less : more);

/** What goes after ORDER BY. */
export function orderBy({ key, isKeyUp, isIdUp }: Order): Sql {
  const first = key ? sql`${key.expression} USING ${forwards(key.comparison, isKeyUp)}, ` : empty;
  return sql`${first}t.id USING ${forwards(usual, isIdUp)}`;
}

/** The rows that come after a place. */
export function beyond({ key, isKeyUp, isIdUp }: Order, cursor: Cursor): Sql {
  const afterId = sql`t.id ${isIdUp ? usual.more : usual.less} ${cursor.id}::uuid`;
  if (!key || cursor.key === null) return afterId;
  const { expression, comparison } = key;
  const value = key.parameter(cursor.key);
  const after = isKeyUp ? comparison.more : comparison.less;
  const notBefore = isKeyUp ? comparison.moreOrSame : comparison.lessOrSame;
  // The first half is what the index begins at; the second leaves out its few equals.
  return sql`${expression} ${notBefore} ${value} AND (${expression} ${after} ${value} OR ${afterId})`;
}

import { type TableName, tables } from "./tables";

type Value = string | number | boolean | null;
type RowOf<Table extends TableName> = Record<(typeof tables)[Table][number], Value>;

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

function field(value: Value): string {
  if (value === null) return "\\N";
  if (typeof value !== "string") return String(value);
  return SPECIAL.test(value) ? value.replace(/[\\\t\n\r]/g, (each) => ESCAPES[each]!) : value;
}

/** Rows that wait to be written, in the text that COPY reads. */
export class Rows {
  readonly lines = Object.fromEntries(
    Object.keys(tables).map((table) => [table, []]),
  ) as unknown as Record<TableName, string[]>;

  add<Table extends TableName>(table: Table, row: RowOf<Table>): void {
    const columns: readonly (typeof tables)[Table][number][] = tables[table];
    this.lines[table].push(columns.map((column) => field(row[column])).join("\t"));
  }
}

/** A moment (milliseconds since 1970) as the database reads it. */
export function moment(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from } from "pg-copy-streams";
import type { Rows } from "./rows";
import { type TableName, tables } from "./tables";

/** Writes all rows that wait, parents before children, and forgets them. */
export async function copyRows(client: pg.Client, rows: Rows): Promise<number> {
  let written = 0;
  for (const table of Object.keys(tables) as TableName[]) {
    const lines = rows.lines[table].splice(0);
    if (lines.length === 0) continue;
    const copy = client.query(from(`COPY "${table}" (${tables[table].join(", ")}) FROM STDIN`));
    await pipeline(Readable.from([`${lines.join("\n")}\n`]), copy);
    written += lines.length;
  }
  return written;
}

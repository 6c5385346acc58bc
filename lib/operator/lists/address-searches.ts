import { type Sql, sql } from "../../db";
import type { ListDefinition, ListRow } from "./list-definition";

/** No address goes on with it, and in bytes nothing that does comes after it. */
const LAST_CHARACTER = "\u{10FFFF}";

/**
 * Whether a text begins with another, by an index with text_pattern_ops. LIKE would do only while
 * PostgreSQL knows the value: a prepared statement that is planned for any value reads everything.
 */
export function beginsWith(expression: Sql, beginning: string): Sql {
  return sql`(${expression} ~>=~ ${beginning} AND ${expression} ~<~ ${beginning + LAST_CHARACTER})`;
}

/** How addresses are searched, in every table that has them, by its expression indexes. */
export const addressSearches = {
  domain: (domain) => sql`split_part(t.address, '@', 2) = ${domain}`,
  beginning: (text) => beginsWith(sql`lower(t.address)`, text),
} satisfies ListDefinition<ListRow>["searches"];

import { sql } from "../../db";
import type { ListDefinition, ListRow } from "./list-definition";

/** How addresses are searched, in every table that has them, by its expression indexes. */
export const addressSearches = {
  domain: (domain) => sql`split_part(t.address, '@', 2) = ${domain}`,
  beginning: (text) => sql`lower(t.address) LIKE ${`${text.replace(/[\\%_]/g, "\\$&")}%`}`,
} satisfies ListDefinition<ListRow>["searches"];

import type { Sql } from "../../db";
import type { SortKey } from "./keyset";

/** How a list can be sorted. */
export type SortName = "newest" | "oldest" | "address" | "address_desc";

/**
 * One choice of a filter; what it asks of a row is written on the table `t`. A function, where it
 * depends on the time.
 */
export type FilterOption = { value: string; label: string; condition: Sql | (() => Sql) };

/** Something rows can be chosen by, one value at a time. */
export type Filter = { name: string; label: string; options: FilterOption[] };

/** A column of the file that is exported. */
export type FileColumn<Row> = {
  name: string;
  value: (row: Row) => string | number | Date | null;
};

/** What every row of every list has. */
export type ListRow = { id: string };

/**
 * One list of the operator's: where its rows are, how they are found, filtered and sorted.
 * Statements name the table `t`. A search that a list does not know finds nothing.
 */
export type ListDefinition<Row extends ListRow> = {
  /** In the name of its file: "users". */
  name: string;
  table: Sql;
  /** What is read of a row, from `t` and the joins: for the rows of one page only. */
  columns: Sql;
  joins: Sql;
  /** What always holds. */
  condition?: Sql;
  /** By what the newest are found; by the id where ids are made in the order of time. */
  time: SortKey | null;
  /** What sorts by address, where addresses can be searched by their beginning. */
  address?: SortKey;
  /** Which sorts people may choose, the usual one first. */
  sorts: [SortName, ...SortName[]];
  searches: {
    id?: (id: string) => Sql;
    /** Every row of one domain. */
    domain?: (domain: string) => Sql;
    /** Rows whose address begins with this, in lower case. */
    beginning?: (text: string) => Sql;
    /** Rows that have exactly this word, which is no address: the provider's id of an email. */
    word?: (word: string) => Sql;
  };
  filters: Filter[];
  file: FileColumn<Row>[];
};

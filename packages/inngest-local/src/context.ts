import type { Catalog } from "./catalog";

/** What all parts of one runner share. */
export interface Context {
  catalog: Catalog;
  /** Milliseconds since 1970; all times that are stored come from here. */
  now: () => number;
  log: (line: string) => void;
}

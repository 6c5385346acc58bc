import type { FloorName } from "./floors";
import type { Bench } from "./start-bench";

/** An operation that was prepared, ready to be done so many times. */
export interface Work {
  /** Does it, and returns how often a second. */
  run(): Promise<number>;
  /** Waits for what it leads to: that is counted as well. */
  settle?(): Promise<unknown>;
}

/** Something that the product does, as the bench measures it. */
export interface Operation {
  /** What is typed to measure it alone. */
  name: string;
  title: string;
  /** How often it is done. */
  count: number;
  /** What it would cost at least: the sum of these. */
  floors: FloorName[];
  /** From the table of targets: how often a second. */
  target?: number;
  /** Whether it waits for the disk of the database. */
  isWriting: boolean;
  /** Whether the runner stands still meanwhile, so that no email goes out. */
  holdsEmails?: boolean;
  prepare(bench: Bench, count: number): Promise<Work>;
}

import type { Lab } from "./lab";
import type { LabWish } from "./lab-plan";
import type { Judgement } from "./judge";

/** What came of a scenario: one line of the table, and what it broke. */
export interface Findings extends Judgement {
  scenario: string;
  /** What was done to the product, in words and numbers. */
  faults: string;
  /** What was left undone at the deadline. */
  stuck: number;
  seconds: number;
}

/** What a scenario works with. */
export interface Setting {
  /** Starts a lab that ends with the process, if nobody stops it before. */
  startLab: (wish: LabWish) => Promise<Lab>;
  /** Takes progress, one line at a time. */
  say: (line: string) => void;
  /** For what is left to chance. */
  seed: number;
}

/** Something bad that happens to the product, and what came of its promises. */
export interface Scenario {
  name: string;
  run: (setting: Setting) => Promise<Findings[]>;
}

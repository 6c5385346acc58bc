import type { FailureCode } from "./failures";

/** What became of an attempt to deliver. */
export type DeliverOutcome =
  | { outcome: "sent" | "cancelled" | "not_found" }
  | { outcome: "failed"; code: FailureCode }
  /** To be tried again after so many milliseconds. */
  | { outcome: "deferred"; code: FailureCode; waitMs: number }
  /** "unknown": the provider may have taken it, and its word is waited for until then. */
  | { outcome: "under_way" | "unknown"; until: Date };

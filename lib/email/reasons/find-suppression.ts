import { getConsequence, type Reason, reasonTable } from "./reason-table";

/** What stops emails to an address after a failure: for so many days, or null until it is lifted. */
export type FailureSuppression = {
  reason: "hard_bounce" | "complaint";
  cause: Reason;
  days: number | null;
};

/** What a reason stops; null for nothing. */
export function findSuppression(cause: Reason): FailureSuppression | null {
  const consequence = getConsequence(cause);
  if (consequence.kind === "suppress")
    return { reason: "hard_bounce", cause, days: consequence.days };
  if (consequence.kind === "stop") return { reason: "complaint", cause, days: null };
  // Stops nothing, but the next email has to take the address off SES's list first.
  return cause === "bounced_before" ? { reason: "hard_bounce", cause, days: 0 } : null;
}

/** The same for a code that a database or a transport gives. */
export function findSuppressionByCode(code: string): FailureSuppression | null {
  return code in reasonTable ? findSuppression(code as Reason) : null;
}

import { sql } from "../../db";
import { failureTable } from "../../mail/failure-table";
import { SUPPRESSION_CODES } from "../../mail/suppressions";
import { type DeliveryRow, deliveryList } from "./delivery-list";
import type { ListDefinition } from "./list-definition";

/** What an operator reads of failures that no transport gives. */
const otherFailures: Record<string, { label: string; advice: string }> = {
  gave_up: {
    label: "All attempts are used up",
    advice:
      "Look at the newest attempt in the person’s history for what it failed of, mend that, then send these once more.",
  },
  suppressed: {
    label: "Stopped by its reader",
    advice:
      "Whoever reads mail there pressed “this was not me” and wants no such mails for 30 days. Nothing, unless they tell you otherwise: then lift the suppression first.",
  },
  suppressed_bounce: {
    label: "Suppressed after a bounce",
    advice:
      "An earlier mail to the address came back for good. Once the mailbox exists, lift the suppression, then send the mail once more.",
  },
  suppressed_complaint: {
    label: "Suppressed after a complaint",
    advice:
      "Whoever reads mail there called one of ours spam. Write to them another way before you lift the suppression.",
  },
  suppressed_by_operator: {
    label: "Suppressed by an operator",
    advice: "The audit trail says who stopped mails to the address, and why.",
  },
};

/** Why a mail can have come to its end unsent, and what to do about it. */
export const failureAdvice: { code: string; label: string; advice: string }[] = [
  ...Object.entries(failureTable).map(([code, { operator }]) => ({
    code,
    label: labelOf(code),
    advice: operator,
  })),
  ...Object.entries(otherFailures).map(([code, words]) => ({ code, ...words })),
];

/** "sender_not_verified" as people read it. */
export function labelOf(code: string): string {
  const known = otherFailures[code]?.label;
  const words = code.replaceAll("_", " ");
  return known ?? `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

const stopped = Object.values(SUPPRESSION_CODES);

/** The same mails as `deadLetters` in replay-mail.ts, in the words of the index that has them. */
const isDead = sql`(t.status = 'failed'
  OR (t.status = 'cancelled' AND t.failure_code = ANY(${stopped}))
  OR (t.status = 'unknown' AND t.claimed_at < now() - interval '10 minutes'))`;

/** Mails that have come to their end without being sent: what can be replayed. */
export const failedList: ListDefinition<DeliveryRow> = {
  ...deliveryList,
  name: "failed",
  condition: isDead,
  filters: [
    {
      name: "code",
      label: "Failure",
      options: failureAdvice.map(({ code, label }) => ({
        value: code,
        label,
        condition: sql`t.failure_code = ${code}`,
      })),
    },
  ],
};

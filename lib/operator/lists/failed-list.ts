import { isDeadLetterRow, isDeadLetterRowOf, OVERDUE } from "../../email/dead-letters";
import { failureTable } from "../../email/failure-table";
import { type DeliveryRow, deliveryList } from "./delivery-list";
import type { ListDefinition } from "./list-definition";

/** What an operator reads of failures that no transport gives. */
const otherFailures: Record<string, { label: string; advice: string }> = {
  [OVERDUE]: {
    label: "Waiting for too long",
    advice:
      "Inngest took the event and did not run it. It is handed over again by itself; if these stay here, look whether Inngest reaches the app (docs/inngest.md). You may send them once more at any time: nobody gets an email twice.",
  },
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

/** Why an email can have come to its end unsent, and what to do about it. */
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

/** Emails that will not go out by themselves: what can be replayed. */
export const failedList: ListDefinition<DeliveryRow> = {
  ...deliveryList,
  name: "failed",
  condition: isDeadLetterRow,
  filters: [
    {
      name: "code",
      label: "Failure",
      options: failureAdvice.map(({ code, label }) => ({
        value: code,
        label,
        condition: isDeadLetterRowOf(code),
      })),
    },
  ],
};

import { isDeadLetterRow, isDeadLetterRowOf, OVERDUE } from "../../email/dead-letters";
import { failureTable, type KnownFailure } from "../../email/failure-table";
import { toFailureLabel } from "../../email/failures";
import { type DeliveryRow, deliveryList } from "./delivery-list";
import type { ListDefinition } from "./list-definition";

type Advice = { code: string; label: string; advice: string };

const overdue: Advice = {
  code: OVERDUE,
  label: "Waiting for too long",
  advice:
    "Inngest took the event and did not run it. It is handed over again by itself; if these stay here, look whether Inngest reaches the app (docs/inngest.md). You may send them once more at any time: nobody gets an email twice.",
};

const advised = Object.entries<KnownFailure>(failureTable).flatMap(([code, { kind, operator }]) =>
  operator
    ? [{ isOfTransport: Boolean(kind), code, label: toFailureLabel(code), advice: operator }]
    : [],
);

/** Why an email can have come to its end unsent, and what to do about it. */
export const failureAdvice: Advice[] = [
  ...advised.filter(({ isOfTransport }) => isOfTransport),
  overdue,
  ...advised.filter(({ isOfTransport }) => !isOfTransport),
];

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

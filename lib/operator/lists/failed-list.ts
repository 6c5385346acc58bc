import { isDeadLetterRow, isDeadLetterRowOf, OVERDUE } from "../../email/dead-letters";
import { failureTable, type KnownFailure } from "../../email/failure-table";
import { toFailureLabel } from "../../email/failures";
import { channelFilter, type DeliveryRow, deliveryList } from "./delivery-list";
import type { ListDefinition } from "./list-definition";

type Advice = { code: string; label: string; advice: string; isRetryFutile: boolean };

const overdue: Advice = {
  code: OVERDUE,
  label: "Overdue",
  isRetryFutile: false,
  advice:
    "Inngest accepted the event but didn’t run it. It’s sent to Inngest again automatically. If these stay here, check that Inngest reaches the app (docs/operations/inngest.md). You can retry them at any time: no one gets an email twice.",
};

const advised = Object.entries<KnownFailure>(failureTable).flatMap(([code, failure]) => {
  const { kind, operator: advice, isRetryFutile = false } = failure;
  if (!advice) return [];
  return [
    { isOfTransport: Boolean(kind), code, label: toFailureLabel(code), advice, isRetryFutile },
  ];
});

/** Why an email can fail, and what to do about it. */
export const failureAdvice: Advice[] = [
  ...advised.filter(({ isOfTransport }) => isOfTransport),
  overdue,
  ...advised.filter(({ isOfTransport }) => !isOfTransport),
];

/** Emails that will not go out by themselves: what can be retried. */
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
    channelFilter,
  ],
};

import type { DeliveryRow } from "@/lib/operator/lists/delivery-list";
import { templateWords } from "@/lib/operator/lists/delivery-words";
import { toFailureLabel } from "@/lib/email/failures";
import { BY_TIME, type ListColumn } from "./list-column";
import { PersonLink } from "./person-link";
import { StatusMark } from "./status-mark";
import { TimeOr } from "./time-or";

function StatusCell({ status, failureCode }: DeliveryRow) {
  return (
    <>
      <StatusMark status={status} />
      {failureCode && <p className="pt-1 text-sm text-ink-soft">{toFailureLabel(failureCode)}</p>}
    </>
  );
}

/** When it was sent, and the provider's name for it: long, so it is cut, and copied whole. */
function SentCell({ sentAt, providerMessageId }: DeliveryRow) {
  return (
    <>
      <TimeOr at={sentAt} otherwise="No" />
      {providerMessageId && (
        <span
          title={providerMessageId}
          className="block max-w-full truncate text-sm text-ink-soft select-all md:max-w-32"
        >
          <span className="sr-only">SES id </span>
          {providerMessageId}
        </span>
      )}
    </>
  );
}

/** The columns of lists of emails. */
export const deliveryColumns: ListColumn<DeliveryRow>[] = [
  { label: "Address", className: "md:min-w-60", cell: PersonLink },
  { label: "Mail", cell: ({ template }) => templateWords[template] },
  { label: "Status", cell: StatusCell },
  { label: "Attempts", cell: ({ attempts }) => attempts },
  { label: "Asked for", sorts: BY_TIME, cell: ({ createdAt }) => <TimeOr at={createdAt} /> },
  { label: "Sent, SES id", cell: SentCell },
];

import type { DeliveryRow } from "@/lib/operator/lists/delivery-list";
import { templateWords } from "@/lib/operator/lists/delivery-words";
import { labelOf } from "@/lib/operator/lists/failed-list";
import { BY_TIME, type ListColumn } from "./list-column";
import { PersonLink } from "./person-link";
import { StatusMark } from "./status-mark";
import { TimeOr } from "./time-or";

function StatusCell({ status, failureCode }: DeliveryRow) {
  return (
    <>
      <StatusMark status={status} />
      {failureCode && <p className="pt-1 text-sm text-ink-soft">{labelOf(failureCode)}</p>}
    </>
  );
}

/** The provider's name for a mail: long, so it is cut where there is no room, and copied whole. */
function MessageId({ providerMessageId }: DeliveryRow) {
  if (!providerMessageId) return <span className="text-ink-soft">None</span>;
  return (
    <span
      title={providerMessageId}
      className="block text-sm leading-6.5 select-all md:max-w-28 md:truncate"
    >
      {providerMessageId}
    </span>
  );
}

/** The columns of lists of mails. */
export const deliveryColumns: ListColumn<DeliveryRow>[] = [
  { label: "Address", cell: PersonLink },
  { label: "Mail", cell: ({ template }) => templateWords[template] },
  { label: "Status", cell: StatusCell },
  { label: "Attempts", cell: ({ attempts }) => attempts },
  {
    label: "Asked for",
    sorts: BY_TIME,
    cell: ({ createdAt }) => <TimeOr at={createdAt} otherwise="" />,
  },
  { label: "Sent", cell: ({ sentAt }) => <TimeOr at={sentAt} otherwise="No" /> },
  { label: "SES id", cell: MessageId },
];

import { toFailureLabel } from "@/lib/email/failures";
import type { DeliveryRow } from "@/lib/operator/lists/delivery-list";
import { shownAddress, templateWords } from "@/lib/operator/lists/delivery-words";
import {
  BY_TIME,
  type ListColumn,
  NOT_ON_PHONES,
  THIRD_LINE,
  THIRD_LINE_END,
  TIME_COLUMN,
} from "./list-column";
import { PersonLink } from "./person-link";
import { ShortTime } from "./short-time";
import { StatusMark } from "./status-mark";

function StatusCell({ status, failureCode }: DeliveryRow) {
  const failure = failureCode && toFailureLabel(failureCode);
  return (
    <span className="flex min-w-0 items-center gap-2">
      <StatusMark status={status} />
      {failure && (
        <span title={failure} className="truncate text-ink-soft">
          {failure}
        </span>
      )}
    </span>
  );
}

const address = {
  label: "Address",
  isMain: true,
  cell: (row: DeliveryRow) => <PersonLink userId={row.userId} address={shownAddress(row)} />,
};
const email = {
  label: "Email",
  className: "md:w-46",
  cell: ({ template }: DeliveryRow) => templateWords[template],
};
const attempts = {
  label: "Attempts",
  cell: (row: DeliveryRow) => row.attempts,
};
const requested = {
  label: "Requested",
  sorts: BY_TIME,
  className: TIME_COLUMN,
  cell: ({ createdAt }: DeliveryRow) => <ShortTime at={createdAt} />,
};

/** The columns of the list of all emails. The person's page has each email's ids. */
export const deliveryColumns: ListColumn<DeliveryRow>[] = [
  address,
  email,
  { label: "Status", className: `md:w-58 max-md:col-span-2 ${THIRD_LINE}`, cell: StatusCell },
  { ...attempts, className: `w-22 text-right tabular-nums ${NOT_ON_PHONES}` },
  requested,
  {
    label: "Sent",
    className: `w-24 ${NOT_ON_PHONES}`,
    cell: ({ sentAt }) => <ShortTime at={sentAt} otherwise="No" />,
  },
];

/** The columns of the list of failed emails. */
export const failedColumns: ListColumn<DeliveryRow>[] = [
  address,
  email,
  {
    label: "Failure",
    className: `md:w-56 ${THIRD_LINE}`,
    cell: ({ failureCode }) => (failureCode ? toFailureLabel(failureCode) : "Overdue"),
  },
  {
    ...attempts,
    className: `md:w-22 text-right tabular-nums ${THIRD_LINE_END}`,
    isNamedOnPhones: true,
  },
  requested,
];

import type { Metadata } from "next";
import { describeDevice } from "@/lib/request/origin";
import type { SearchParams } from "@/lib/operator/lists/list-query";
import {
  cancelWords,
  registrationList,
  type RegistrationRow,
} from "@/lib/operator/lists/registration-list";
import { paths } from "@/lib/paths";
import { requireOperator } from "@/lib/session/require-account";
import { BY_TIME, type ListColumn } from "../_lists/list-column";
import { ListPage } from "../_lists/list-page";
import { PersonLink } from "../_lists/person-link";
import { StatusMark } from "../_lists/status-mark";
import { TimeOr } from "../_lists/time-or";

export const metadata: Metadata = { title: "Registrations" };

const columns: ListColumn<RegistrationRow>[] = [
  { label: "Address", className: "md:min-w-60", cell: PersonLink },
  {
    label: "When",
    sorts: BY_TIME,
    cell: ({ createdAt }) => <TimeOr at={createdAt} />,
  },
  {
    label: "Device",
    className: "wrap-anywhere",
    cell: ({ userAgent }) => describeDevice(userAgent),
  },
  {
    label: "Mail",
    cell: ({ mailStatus }) => (mailStatus ? <StatusMark status={mailStatus} /> : "None"),
  },
  {
    label: "Confirmed",
    cell: ({ confirmedAt, cancelledAt, cancelReason }) => (
      <TimeOr
        at={confirmedAt}
        otherwise={cancelledAt ? cancelWords[cancelReason ?? "unknown"] : "No"}
      />
    ),
  },
];

type Props = { searchParams: Promise<SearchParams> };

export default async function RegistrationsPage({ searchParams }: Props) {
  const params = await searchParams;
  await requireOperator(paths.operatorRegistrations, params);
  return (
    <ListPage
      list={registrationList}
      path={paths.operatorRegistrations}
      params={params}
      title="Registrations"
      intro="Each attempt to register, from which device, and how far its newest mail has come. Those that came to nothing are forgotten after a week."
      searchHint="An address or its beginning, a domain, or an id."
      columns={columns}
      nothingYet="Nobody has registered yet. Whoever does is here a moment later."
    />
  );
}

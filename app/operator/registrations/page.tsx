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
import {
  BY_TIME,
  type ListColumn,
  NOT_ON_PHONES,
  THIRD_LINE,
  TIME_COLUMN,
} from "../_lists/list-column";
import { ListPage } from "../_lists/list-page";
import { PersonLink } from "../_lists/person-link";
import { ShortTime } from "../_lists/short-time";
import { StatusMark } from "../_lists/status-mark";

export const metadata: Metadata = { title: "Sign-ups" };

const columns: ListColumn<RegistrationRow>[] = [
  { label: "Address", isMain: true, cell: PersonLink },
  {
    label: "Signed up",
    sorts: BY_TIME,
    className: TIME_COLUMN,
    cell: ({ createdAt }) => <ShortTime at={createdAt} />,
  },
  {
    label: "Device",
    className: `w-52 ${NOT_ON_PHONES}`,
    cell: ({ userAgent }) => describeDevice(userAgent),
  },
  {
    label: "Email",
    className: "md:w-32",
    cell: ({ mailStatus }) => (mailStatus ? <StatusMark status={mailStatus} /> : "None"),
  },
  {
    label: "Confirmed",
    className: `md:w-44 max-md:col-span-2 ${THIRD_LINE}`,
    isNamedOnPhones: true,
    cell: ({ confirmedAt, cancelledAt, cancelReason }) => (
      <ShortTime
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
      title="Sign-ups"
      searchHint="Email (or its start), domain or ID"
      columns={columns}
      nothingYet="No sign-ups yet. They appear here as they happen."
    />
  );
}

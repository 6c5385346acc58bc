import type { Metadata } from "next";
import { Mark } from "@/components/ui/mark";
import { userList, type UserRow } from "@/lib/operator/lists/user-list";
import type { SearchParams } from "@/lib/operator/lists/list-query";
import { paths } from "@/lib/paths";
import { requireOperator } from "@/lib/session/require-account";
import { BY_ADDRESS, BY_TIME, type ListColumn, NOT_ON_PHONES } from "../_lists/list-column";
import { ListPage } from "../_lists/list-page";
import { PersonLink } from "../_lists/person-link";
import { ShortTime } from "../_lists/short-time";

export const metadata: Metadata = { title: "Users" };

function AddressCell({ id, address, role, lockedAt, eraseAt, hasSecondFactor }: UserRow) {
  return (
    <div className="flex min-w-0 items-center gap-x-2.5 gap-y-1 max-md:flex-wrap">
      <PersonLink userId={id} address={address} />
      {role === "operator" && <Mark tone="neutral">Operator</Mark>}
      {hasSecondFactor && <Mark tone="good">Second factor</Mark>}
      {lockedAt && <Mark tone="bad">Locked</Mark>}
      {eraseAt && <Mark tone="waiting">Deletion scheduled</Mark>}
    </div>
  );
}

const columns: ListColumn<UserRow>[] = [
  { label: "Address", isMain: true, sorts: BY_ADDRESS, cell: AddressCell },
  {
    label: "Email sent",
    className: `w-32 ${NOT_ON_PHONES}`,
    cell: ({ confirmationSentAt }) => <ShortTime at={confirmationSentAt} otherwise="No" />,
  },
  {
    label: "Confirmed",
    className: "md:w-32",
    isNamedOnPhones: true,
    cell: ({ confirmedAt }) => <ShortTime at={confirmedAt} otherwise="No" />,
  },
  {
    label: "Signed up",
    sorts: BY_TIME,
    className: "md:w-32",
    isNamedOnPhones: true,
    cell: ({ createdAt }) => <ShortTime at={createdAt} />,
  },
];

type Props = { searchParams: Promise<SearchParams> };

export default async function UsersPage({ searchParams }: Props) {
  const params = await searchParams;
  await requireOperator(paths.operatorUsers, params);
  return (
    <ListPage
      list={userList}
      path={paths.operatorUsers}
      params={params}
      title="Users"
      searchHint="Email (or its start), domain or ID"
      columns={columns}
      nothingYet="No users yet. They appear here as soon as someone signs up."
    />
  );
}

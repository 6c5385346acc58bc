import type { Metadata } from "next";
import { Mark } from "@/components/ui/mark";
import { userList, type UserRow } from "@/lib/operator/lists/user-list";
import type { SearchParams } from "@/lib/operator/lists/list-query";
import { paths } from "@/lib/paths";
import { requireOperator } from "@/lib/session/require-account";
import { BY_ADDRESS, BY_TIME, type ListColumn } from "../_lists/list-column";
import { ListPage } from "../_lists/list-page";
import { PersonLink } from "../_lists/person-link";
import { TimeOr } from "../_lists/time-or";

export const metadata: Metadata = { title: "Users" };

function AddressCell({ id, address, role, lockedAt, eraseAt }: UserRow) {
  return (
    <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
      <PersonLink userId={id} address={address} />
      {role === "operator" && <Mark tone="neutral">Operator</Mark>}
      {lockedAt && <Mark tone="bad">Locked</Mark>}
      {eraseAt && <Mark tone="waiting">To be erased</Mark>}
    </div>
  );
}

const columns: ListColumn<UserRow>[] = [
  { label: "Address", className: "md:min-w-60", sorts: BY_ADDRESS, cell: AddressCell },
  {
    label: "Mail sent",
    cell: ({ confirmationSentAt }) => <TimeOr at={confirmationSentAt} otherwise="No" />,
  },
  { label: "Confirmed", cell: ({ confirmedAt }) => <TimeOr at={confirmedAt} otherwise="No" /> },
  {
    label: "Since",
    sorts: BY_TIME,
    cell: ({ createdAt }) => <TimeOr at={createdAt} />,
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
      intro="Everybody who registered, and how far they have come."
      searchHint="An address or its beginning, a domain, or an id."
      columns={columns}
      nothingYet="Nobody has registered yet. Whoever does is here a moment later."
    />
  );
}

import type { Metadata } from "next";
import type { SearchParams } from "@/lib/operator/lists/list-query";
import {
  reasonWords,
  scopeWords,
  suppressionList,
  type SuppressionRow,
} from "@/lib/operator/lists/suppression-list";
import { paths } from "@/lib/paths";
import { requireOperator } from "@/lib/session/require-account";
import { BY_TIME, type ListColumn } from "../_lists/list-column";
import { ListPage } from "../_lists/list-page";
import { PersonLink } from "../_lists/person-link";
import { TimeOr } from "../_lists/time-or";

export const metadata: Metadata = { title: "Suppressions" };

const columns: ListColumn<SuppressionRow>[] = [
  { label: "Address", className: "md:min-w-60", cell: PersonLink },
  { label: "Stops", cell: ({ scope }) => scopeWords[scope] },
  { label: "Reason", cell: ({ reason }) => reasonWords[reason] },
  {
    label: "Since",
    sorts: BY_TIME,
    cell: ({ createdAt }) => <TimeOr at={createdAt} />,
  },
  { label: "Until", cell: ({ expiresAt }) => <TimeOr at={expiresAt} otherwise="Lifted by hand" /> },
];

type Props = { searchParams: Promise<SearchParams> };

export default async function SuppressionsPage({ searchParams }: Props) {
  const params = await searchParams;
  await requireOperator(paths.operatorSuppressions, params);
  return (
    <ListPage
      list={suppressionList}
      path={paths.operatorSuppressions}
      params={params}
      title="Suppressions"
      intro="Addresses that get no mail, or not of every kind, and why."
      searchHint="An address or its beginning, a domain, or the id of a user."
      columns={columns}
      nothingYet="Mails go to every address. One that comes back for good, or is called spam, brings its address here."
    />
  );
}

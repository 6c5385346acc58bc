import type { Metadata } from "next";
import type { SearchParams } from "@/lib/operator/lists/list-query";
import {
  actionWords,
  operatorActionList,
  type OperatorActionRow,
} from "@/lib/operator/lists/operator-action-list";
import { paths } from "@/lib/paths";
import { requireOperator } from "@/lib/session/require-account";
import { BY_TIME, type ListColumn } from "../../_lists/list-column";
import { ListPage } from "../../_lists/list-page";
import { PersonLink } from "../../_lists/person-link";
import { TimeOr } from "../../_lists/time-or";
import { Trails } from "../trails";

export const metadata: Metadata = { title: "Audit of operators" };

function WhatCell({ name, total, done, endedAt }: OperatorActionRow) {
  return (
    <>
      {actionWords(name)}
      {total !== null && (
        <p className="text-sm text-ink-soft">
          {done} of {total}, {endedAt ? "ended" : "under way"}
        </p>
      )}
    </>
  );
}

const columns: ListColumn<OperatorActionRow>[] = [
  {
    label: "When",
    sorts: BY_TIME,
    cell: ({ createdAt }) => <TimeOr at={createdAt} />,
  },
  {
    label: "Operator",
    className: "wrap-anywhere",
    cell: ({ operatorAddress }) => operatorAddress ?? "Command line",
  },
  { label: "What", cell: WhatCell },
  {
    label: "To whom",
    className: "md:min-w-48",
    cell: ({ userId, address, subject }) => (
      <PersonLink userId={userId} address={address ?? subject} />
    ),
  },
  { label: "Why", className: "md:min-w-40 wrap-anywhere", cell: ({ reason }) => reason },
];

type Props = { searchParams: Promise<SearchParams> };

export default async function OperatorActionsPage({ searchParams }: Props) {
  const params = await searchParams;
  await requireOperator(paths.operatorAuditActions, params);
  return (
    <ListPage
      list={operatorActionList}
      path={paths.operatorAuditActions}
      params={params}
      title="Audit"
      intro="What operators did, to whom, and why."
      searchHint="A whole address, or the id of a user, a mail or an operator."
      columns={columns}
      nothingYet="No operator has done anything yet. Whatever one does is written down here."
    >
      <Trails here={paths.operatorAuditActions} />
    </ListPage>
  );
}

import type { Metadata } from "next";
import type { SearchParams } from "@/lib/operator/lists/list-query";
import {
  actionWords,
  operatorActionList,
  type OperatorActionRow,
} from "@/lib/operator/lists/operator-action-list";
import { paths } from "@/lib/paths";
import { requireOperator } from "@/lib/session/require-account";
import { BY_TIME, type ListColumn, NOT_ON_PHONES, TIME_COLUMN } from "../../_lists/list-column";
import { ListPage } from "../../_lists/list-page";
import { PersonLink } from "../../_lists/person-link";
import { ShortTime } from "../../_lists/short-time";
import { Trails } from "../trails";

export const metadata: Metadata = { title: "Operator actions" };

function WhatCell({ name, total, done, endedAt }: OperatorActionRow) {
  const progress =
    total === null ? "" : ` (${done} of ${total}, ${endedAt ? "finished" : "running"})`;
  const text = actionWords(name) + progress;
  return <span title={text}>{text}</span>;
}

const columns: ListColumn<OperatorActionRow>[] = [
  {
    label: "When",
    sorts: BY_TIME,
    className: TIME_COLUMN,
    cell: ({ createdAt }) => <ShortTime at={createdAt} />,
  },
  {
    label: "Operator",
    className: `w-52 ${NOT_ON_PHONES}`,
    cell: ({ operatorAddress }) => operatorAddress ?? "Command line",
  },
  { label: "Action", className: "w-72", cell: WhatCell },
  {
    label: "Subject",
    isMain: true,
    cell: ({ userId, address, subject }) =>
      userId || subject.includes("@") ? (
        <PersonLink userId={userId} address={address ?? subject} />
      ) : (
        subject
      ),
  },
  { label: "Reason", className: `w-60 ${NOT_ON_PHONES}`, cell: ({ reason }) => reason },
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
      title="Audit log"
      searchHint="Full email, or the ID of a user, email or operator"
      columns={columns}
      nothingYet="No operator actions yet."
      tabs={<Trails here={paths.operatorAuditActions} />}
    />
  );
}

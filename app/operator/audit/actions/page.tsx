import type { Metadata } from "next";
import type { SearchParams } from "@/lib/operator/lists/list-query";
import {
  actionWords,
  operatorActionList,
  type OperatorActionRow,
} from "@/lib/operator/lists/operator-action-list";
import { paths } from "@/lib/paths";
import { requireOperator } from "@/lib/session/require-account";
import { BY_TIME, type ListColumn, THIRD_LINE, TIME_COLUMN } from "../../_lists/list-column";
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
    className: `md:w-44 max-md:col-span-2 ${THIRD_LINE}`,
    isNamedOnPhones: true,
    cell: ({ operatorAddress }) => operatorAddress ?? "Command line",
  },
  { label: "Action", className: "md:w-60", cell: WhatCell },
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
  {
    label: "Reason",
    className: "md:w-60 max-md:col-span-2 max-md:row-start-4 max-md:whitespace-normal",
    isNamedOnPhones: true,
    cell: ({ reason }) => reason,
  },
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

import type { Metadata } from "next";
import type { SearchParams } from "@/lib/operator/lists/list-query";
import {
  explainBounce,
  reasonWords,
  scopeWords,
  suppressionList,
  type SuppressionRow,
} from "@/lib/operator/lists/suppression-list";
import { paths } from "@/lib/paths";
import { requireOperator } from "@/lib/session/require-account";
import {
  BY_TIME,
  type ListColumn,
  THIRD_LINE,
  THIRD_LINE_END,
  TIME_COLUMN,
} from "../_lists/list-column";
import { ListPage } from "../_lists/list-page";
import { PersonLink } from "../_lists/person-link";
import { ShortTime } from "../_lists/short-time";

export const metadata: Metadata = { title: "Suppressions" };

function Reason({ reason, ...bounce }: SuppressionRow) {
  const why = explainBounce(bounce);
  return (
    <>
      {reasonWords[reason]}
      {why && <span className="block wrap-anywhere whitespace-normal text-ink-soft">{why}</span>}
    </>
  );
}

function UntilCell({ expiresAt }: SuppressionRow) {
  return (
    <>
      {expiresAt && <span className="text-ink-soft md:hidden">Until </span>}
      <ShortTime at={expiresAt} otherwise="Until removed" />
    </>
  );
}

const columns: ListColumn<SuppressionRow>[] = [
  { label: "Address", isMain: true, cell: PersonLink },
  { label: "Blocks", className: `md:w-40 ${THIRD_LINE}`, cell: ({ scope }) => scopeWords[scope] },
  { label: "Reason", className: "md:w-64 max-md:row-start-2", cell: Reason },
  {
    label: "Since",
    sorts: BY_TIME,
    className: TIME_COLUMN,
    cell: ({ createdAt }) => <ShortTime at={createdAt} />,
  },
  {
    label: "Until",
    className: `md:w-32 ${THIRD_LINE_END}`,
    cell: UntilCell,
  },
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
      searchHint="Email (or its start), domain or user ID"
      columns={columns}
      nothingYet="No suppressions. Addresses appear here after a hard bounce or a spam complaint."
    />
  );
}

import type { Metadata } from "next";
import {
  actorWords,
  auditEventList,
  type AuditEventRow,
  eventWords,
  originWords,
} from "@/lib/operator/lists/audit-event-list";
import type { SearchParams } from "@/lib/operator/lists/list-query";
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
import { Trails } from "./trails";

export const metadata: Metadata = { title: "Audit log" };

/** Whose account it was: nobody's, for an address that nobody has or that is deleted. */
function WhoseCell({ userId, address }: AuditEventRow) {
  if (address !== null) return <PersonLink userId={userId} address={address} />;
  return <span className="text-ink-soft">{userId ? "Deleted account" : "Unknown"}</span>;
}

const columns: ListColumn<AuditEventRow>[] = [
  {
    label: "When",
    sorts: BY_TIME,
    className: TIME_COLUMN,
    cell: ({ createdAt }) => <ShortTime at={createdAt} />,
  },
  { label: "Event", className: "md:w-60", cell: ({ name }) => eventWords(name) },
  { label: "Account", isMain: true, cell: WhoseCell },
  {
    label: "By",
    className: `md:w-32 ${THIRD_LINE_END}`,
    isNamedOnPhones: true,
    cell: ({ actor }) => actorWords[actor],
  },
  { label: "From", className: `md:w-60 max-md:text-ink-soft ${THIRD_LINE}`, cell: originWords },
];

type Props = { searchParams: Promise<SearchParams> };

export default async function AuditPage({ searchParams }: Props) {
  const params = await searchParams;
  await requireOperator(paths.operatorAudit, params);
  return (
    <ListPage
      list={auditEventList}
      path={paths.operatorAudit}
      params={params}
      title="Audit log"
      searchHint="Email (or its start), user ID or event ID"
      columns={columns}
      nothingYet="No events yet."
      tabs={<Trails here={paths.operatorAudit} />}
    />
  );
}

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
import { BY_TIME, type ListColumn } from "../_lists/list-column";
import { ListPage } from "../_lists/list-page";
import { PersonLink } from "../_lists/person-link";
import { TimeOr } from "../_lists/time-or";
import { Trails } from "./trails";

export const metadata: Metadata = { title: "Audit" };

/** Whose account it was: nobody's, for an address that nobody has or that is erased. */
function WhoseCell({ userId, address }: AuditEventRow) {
  if (address !== null) return <PersonLink userId={userId} address={address} />;
  return <span className="text-ink-soft">{userId ? "An erased account" : "Nobody"}</span>;
}

const columns: ListColumn<AuditEventRow>[] = [
  {
    label: "When",
    sorts: BY_TIME,
    cell: ({ createdAt }) => <TimeOr at={createdAt} />,
  },
  { label: "What", cell: ({ name }) => eventWords(name) },
  { label: "Account", className: "md:min-w-60", cell: WhoseCell },
  { label: "By", cell: ({ actor }) => actorWords[actor] },
  { label: "From", className: "wrap-anywhere", cell: originWords },
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
      title="Audit"
      intro="What happened to accounts, who did it and from where, as its owner reads it too."
      searchHint="An address or its beginning, or the id of a user or an event."
      columns={columns}
      nothingYet="Nothing has happened yet. The first registration is the first entry."
    >
      <Trails here={paths.operatorAudit} />
    </ListPage>
  );
}

import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { paths } from "@/lib/paths";
import { requireOperator } from "@/lib/session/require-account";
import { findSubject } from "../_actions/find-subject";
import { personHref } from "../_actions/person-href";
import { PersonView } from "./_person/person-view";

export const metadata: Metadata = { title: "Person" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The page of an address that has no account. */
export default async function PeoplePage({ searchParams }: Props) {
  const query = await searchParams;
  await requireOperator(paths.operatorPeople, query);
  const typed = typeof query.address === "string" ? query.address.trim() : "";
  const person = await findSubject({ address: typed });
  if (!person) redirect(`${paths.operatorSearch}?${new URLSearchParams({ q: typed })}`);
  if (person.account) redirect(personHref(person));
  return <PersonView person={person} query={query} />;
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { paths } from "@/lib/paths";
import { requireOperator } from "@/lib/session/require-account";
import { findSubject } from "../../_actions/find-subject";
import { PersonView } from "../_person/person-view";

export const metadata: Metadata = { title: "Person" };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function PersonPage({ params, searchParams }: Props) {
  const [{ id }, query] = [await params, await searchParams];
  await requireOperator(`${paths.operatorPeople}/${id}`, query);
  const person = await findSubject({ user: id });
  if (!person) notFound();
  return <PersonView person={person} query={query} />;
}

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
  await requireOperator(paths.operator);
  const person = await findSubject({ user: (await params).id });
  if (!person) notFound();
  return <PersonView person={person} query={await searchParams} />;
}

import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { BackLink } from "@/components/ui/back-link";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { offeredVerbs } from "@/lib/operator/timeline/offered-verbs";
import { paths } from "@/lib/paths";
import { requireFreshOperator, requireOperator } from "@/lib/session/require-account";
import { actHref } from "../../../_actions/act-href";
import { ActForm } from "../../../_actions/act-form";
import { findSubject } from "../../../_actions/find-subject";
import { personHref } from "../../../_actions/person-href";
import { verbs, verbWords } from "../../../_actions/verb-words";

type Props = {
  params: Promise<{ verb: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const one = (value: string | string[] | undefined) => (typeof value === "string" ? value : "");

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { verb: wanted } = await params;
  const verb = verbs.find((each) => each === wanted);
  return { title: verb ? verbWords[verb].title : "Not found" };
}

export default async function ActPage({ params, searchParams }: Props) {
  await requireOperator(paths.operator);
  const [{ verb: wanted }, query] = [await params, await searchParams];
  const verb = verbs.find((each) => each === wanted);
  const [user, address, mail] = [one(query.user), one(query.address), one(query.mail)];
  const person = await findSubject({ user, address });
  if (!verb || !person) notFound();
  await requireFreshOperator(actHref(verb, person, mail));
  const back = personHref(person);
  const isOffered = verb === "replay" || offeredVerbs(person, new Date()).includes(verb);
  if (!isOffered) redirect(personHref(person, { done: "unchanged" }));
  const { title, meaning, pending, isDangerous = false } = verbWords[verb];
  return (
    <div className="flex w-full max-w-2xl flex-col gap-6">
      <BackLink href={back}>Back to the person</BackLink>
      <PageHeading title={title}>{person.address}</PageHeading>
      <Card>
        <p>{meaning}</p>
        <ActForm
          // Made with the form: the same form sent twice is one action.
          hidden={{ verb, user, address: user ? "" : address, mail, actionId: randomUUID() }}
          button={title}
          pending={pending}
          isDangerous={isDangerous}
          addressToType={verb === "delete" ? person.address : null}
          back={back}
        />
      </Card>
    </div>
  );
}

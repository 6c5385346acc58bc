import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { BackLink } from "@/components/ui/back-link";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { PageHeading } from "@/components/ui/page-heading";
import { offeredVerbs } from "@/lib/operator/timeline/offered-verbs";
import type { KnownRegistration, Person } from "@/lib/operator/timeline/person";
import { paths } from "@/lib/paths";
import { requireFreshOperator, requireOperator } from "@/lib/session/require-account";
import { typedOn } from "@/lib/session/typed-cookie";
import { Moment } from "../../../../_pages/moment";
import { ActForm } from "../../../_actions/act-form";
import { actHref, subjectQuery } from "../../../_actions/act-href";
import { findSubject } from "../../../_actions/find-subject";
import { personHref } from "../../../_actions/person-href";
import { type Verb, verbs, verbWords } from "../../../_actions/verb-words";

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

/** The registration that an action is about: what the operator looks at before the press. */
function seenRegistration(verb: Verb, { account }: Person): KnownRegistration | undefined {
  if (verb === "confirm") return account?.confirmable[0];
  return verb === "resend" ? account?.waiting[0] : undefined;
}

export default async function ActPage({ params, searchParams }: Props) {
  await requireOperator(paths.operator);
  const [{ verb: wanted }, query] = [await params, await searchParams];
  const verb = verbs.find((each) => each === wanted);
  const [user, address, mail] = [one(query.user), one(query.address), one(query.mail)];
  const person = await findSubject({ user, address });
  if (!verb || !person) notFound();
  await requireFreshOperator(actHref(verb, subjectQuery(person), mail));
  const back = personHref(person);
  const isOffered = verb === "replay" || offeredVerbs(person, new Date()).includes(verb);
  if (!isOffered) redirect(personHref(person, { done: "unchanged" }));
  const about = person.account?.id ?? person.address;
  const registration = seenRegistration(verb, person);
  const { title, meaning, pending, isDangerous = false } = verbWords[verb];
  return (
    <div className="flex w-full max-w-2xl flex-col gap-6">
      <BackLink href={back}>Back to the person</BackLink>
      <PageHeading title={title}>{person.address}</PageHeading>
      <Card>
        <p>{meaning}</p>
        {registration && (
          <DescriptionList
            items={[
              { term: "Registered", detail: <Moment at={registration.createdAt} /> },
              { term: "From", detail: registration.origin },
              { term: "Id", detail: <span className="text-sm">{registration.id}</span> },
            ]}
          />
        )}
        <ActForm
          // Made with the form: the same form sent twice is one action.
          about={about}
          hidden={{
            verb,
            address: person.address,
            mail,
            registration: registration?.id ?? "",
            actionId: randomUUID(),
          }}
          typed={await typedOn(actHref(verb, subjectQuery(person), mail), about)}
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

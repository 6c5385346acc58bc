import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { AddressText } from "@/components/ui/address-text";
import { BackLink } from "@/components/ui/back-link";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { PageHeading } from "@/components/ui/page-heading";
import { personActions } from "@/lib/operator/actions";
import { paths } from "@/lib/paths";
import { requireFreshOperator, requireOperator } from "@/lib/session/require-account";
import { typedOn } from "@/lib/session/typed-cookie";
import { Moment } from "../../../../_pages/moment";
import { ActForm } from "../../../_actions/act-form";
import { findSubject } from "../../../_actions/find-subject";
import { actHref, subjectQuery, personHref } from "../../../_actions/person-href";

type Props = {
  params: Promise<{ verb: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const findAction = (verb: string) => personActions.find(({ name }) => name === verb);

const one = (value: string | string[] | undefined) => (typeof value === "string" ? value : "");

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: findAction((await params).verb)?.title ?? "Not found" };
}

export default async function ActPage({ params, searchParams }: Props) {
  const [{ verb }, query] = [await params, await searchParams];
  await requireOperator(`${paths.operatorPeople}/act/${verb}`, query);
  const action = findAction(verb);
  const [user, address, mail] = [one(query.user), one(query.address), one(query.mail)];
  const person = await findSubject({ user, address });
  if (!action || !person) notFound();
  await requireFreshOperator(actHref(verb, subjectQuery(person), mail));
  const back = personHref(person);
  if (action.isOffered?.(person, new Date()) === false)
    redirect(personHref(person, { done: "unchanged" }));
  const about = person.account?.id ?? person.address;
  // What the operator looks at before the press.
  const [registration] = (person.account && action.registrations?.(person.account)) ?? [];
  const { title, meaning, pending, isDangerous = false, asksForAddress = false } = action;
  return (
    <div className="flex w-full max-w-2xl flex-col gap-6 lg:pt-6">
      <BackLink href={back} className="wrap-anywhere">
        <AddressText>{`Back to ${person.address}`}</AddressText>
      </BackLink>
      <PageHeading title={title}>
        <AddressText>{person.address}</AddressText>
      </PageHeading>
      <Card>
        <p>{meaning}</p>
        {registration && (
          <DescriptionList
            items={[
              { term: "Signed up", detail: <Moment at={registration.createdAt} /> },
              { term: "From", detail: registration.origin },
              { term: "ID", detail: <span className="text-sm">{registration.id}</span> },
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
          addressToType={asksForAddress ? person.address : null}
          back={back}
        />
      </Card>
    </div>
  );
}

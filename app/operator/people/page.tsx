import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { buttonStyle } from "@/components/ui/button-style";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { PageHeading } from "@/components/ui/page-heading";
import { paths } from "@/lib/paths";
import { requireOperator } from "@/lib/session/require-account";
import { findSubject } from "../_actions/find-subject";
import { personHref } from "../_actions/person-href";
import { PersonView } from "./_person/person-view";

export const metadata: Metadata = { title: "Person" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function PeoplePage({ searchParams }: Props) {
  const query = await searchParams;
  await requireOperator(paths.operatorPeople, query);
  const typed = typeof query.address === "string" ? query.address.trim() : "";
  const person = await findSubject({ address: typed });
  if (person?.account) redirect(personHref(person));
  if (person) return <PersonView person={person} query={query} />;
  return (
    <>
      <PageHeading title="One person’s history">
        Everything that happened to somebody and their mails, and why.
      </PageHeading>
      <Card>
        <form action={paths.operatorPeople} className="flex flex-col items-start gap-5">
          <Field
            name="address"
            type="email"
            label="Email address"
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            required
            maxLength={320}
            defaultValue={typed}
            error={typed ? "This is no address that mail can be sent to." : undefined}
            className="w-full max-w-md"
          />
          <button type="submit" className={buttonStyle("primary")}>
            Show
          </button>
        </form>
      </Card>
    </>
  );
}

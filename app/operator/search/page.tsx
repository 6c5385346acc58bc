import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AddressText } from "@/components/ui/address-text";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { findAnyone } from "@/lib/operator/lists/find-anyone";
import { listHref, readListQuery } from "@/lib/operator/lists/list-query";
import { userList } from "@/lib/operator/lists/user-list";
import { paths } from "@/lib/paths";
import { requireOperator } from "@/lib/session/require-account";
import { personHref } from "../_actions/person-href";

export const metadata: Metadata = { title: "Find a person" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SearchPage({ searchParams }: Props) {
  const params = await searchParams;
  await requireOperator(paths.operatorSearch, params);
  const query = readListQuery(userList, { q: params.q });
  const found = await findAnyone(query.text);
  if (found.kind === "one") {
    const { userId, address } = found;
    redirect(personHref({ account: userId === null ? null : { id: userId }, address }));
  }
  if (found.kind === "several") redirect(listHref(paths.operatorUsers, query, { sort: "address" }));
  return (
    <div className="flex flex-col gap-4 lg:pt-6">
      <PageHeading title="Find a person" />
      <Card className="gap-2 sm:p-6">
        <p className="font-medium wrap-anywhere">
          {query.text ? (
            <AddressText>{`No one found for “${query.text}”.`}</AddressText>
          ) : (
            "Type into the search field of this page."
          )}
        </p>
        <p className="text-ink-soft">
          Search for the start of an email address, a domain, the ID of a user, a sign-up or an
          email, or an SES message ID.
        </p>
      </Card>
    </div>
  );
}

import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { PageHeading } from "@/components/ui/page-heading";
import { PageShell } from "@/components/ui/page-shell";
import { SubmitButton } from "@/components/ui/submit-button";
import { paths } from "@/lib/paths";
import { currentAccount } from "@/lib/session/current-account";
import { leave } from "./actions";

export const metadata: Metadata = { title: "Your account" };

const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AccountPage({ searchParams }: Props) {
  const account = await currentAccount();
  if (!account) redirect(paths.signIn);
  return (
    <PageShell>
      {"welcome" in (await searchParams) && (
        <Alert tone="success" title="Welcome to Latchkey">
          Your address is confirmed and you are signed in.
        </Alert>
      )}
      <PageHeading title={account.address}>Your account</PageHeading>
      <Card>
        <DescriptionList
          items={[
            { term: "Email", detail: account.address },
            {
              term: "Confirmed",
              detail: (
                <time dateTime={account.memberSince.toISOString()}>
                  {day.format(account.memberSince)}
                </time>
              ),
            },
          ]}
        />
        <form action={leave}>
          <SubmitButton variant="secondary" pendingLabel="Signing out…">
            Sign out
          </SubmitButton>
        </form>
      </Card>
    </PageShell>
  );
}

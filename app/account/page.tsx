import type { Metadata } from "next";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { LinkList } from "@/components/ui/link-list";
import { PageHeading } from "@/components/ui/page-heading";
import { PageShell } from "@/components/ui/page-shell";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { pendingAddressChange } from "@/lib/accounts/request-address-change";
import { paths } from "@/lib/paths";
import { requireAccount } from "@/lib/session/require-account";
import { leave } from "./actions";

export const metadata: Metadata = { title: "Your account" };

const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

const settings = [
  { href: paths.accountAddress, title: "Email address", text: "Move your account to another one." },
  { href: paths.accountPassword, title: "Password", text: "Choose a new one." },
  { href: paths.accountSessions, title: "Sessions", text: "Where you are signed in." },
  { href: paths.accountActivity, title: "Recent activity", text: "What happened, and from where." },
  { href: paths.accountData, title: "Your data", text: "Download what we hold about you." },
  { href: paths.accountDelete, title: "Delete account", text: "Leave for good." },
];

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AccountPage({ searchParams }: Props) {
  const account = await requireAccount(paths.account);
  const [query, change] = [await searchParams, await pendingAddressChange(account.userId)];
  return (
    <PageShell>
      {"welcome" in query && (
        <Alert tone="success" title="Welcome to Latchkey">
          Your address is confirmed and you are signed in.
        </Alert>
      )}
      {"switched" in query && (
        <Alert title="You are signed in with another account now">
          The account that was signed in in this browser before is signed out here.
        </Alert>
      )}
      {"password-changed" in query && (
        <Alert tone="success" title="Your password is changed">
          Every other browser is signed out, and a mail about it is on its way to you.
        </Alert>
      )}
      <PageHeading title={account.address}>Your account</PageHeading>
      {change && (
        <Alert>
          <p className="wrap-anywhere">
            To move your account to{" "}
            <strong className="font-semibold">{change.newOriginalAddress}</strong>, open the link in
            the mail there. <TextLink href={paths.accountAddress}>See the change</TextLink>
          </p>
        </Alert>
      )}
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
      <section aria-labelledby="settings" className="flex flex-col gap-4 pt-2">
        <h2 id="settings" className="text-xl font-semibold tracking-tight">
          Settings
        </h2>
        <LinkList links={settings} />
      </section>
    </PageShell>
  );
}

import type { Metadata } from "next";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { LinkList } from "@/components/ui/link-list";
import { PageHeading } from "@/components/ui/page-heading";
import { PageShell } from "@/components/ui/page-shell";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { isEarlierPassword } from "@/lib/registration/current-registration";
import { HOUR } from "@/lib/clock";
import type { WayOut } from "@/lib/email/failure-table";
import { newestEmailState } from "@/lib/email/email-state";
import { pendingEmailChange } from "@/lib/email-change/request-email-change";
import { paths } from "@/lib/paths";
import { requestContext } from "@/lib/session/request-context";
import { requireAccount } from "@/lib/session/require-account";
import { AboutField } from "../_forms/about-field";
import { EmailStatus } from "../_email/email-status";
import { Moment } from "../_pages/moment";
import { leave } from "./actions";

/** Where an email to the address of one's own account does not arrive. */
const OWN_ADDRESS: WayOut = {
  address:
    "You still get in with your password, but not back in without it: please move your account to an address that works.",
  later: "You need not do anything; if it happens again, move your account to another address.",
};

export const metadata: Metadata = { title: "Your account" };

const settings = [
  { href: paths.accountAddress, title: "Email address", text: "Move your account to another one." },
  { href: paths.accountPassword, title: "Password", text: "Choose a new one." },
  { href: paths.accountSessions, title: "Sessions", text: "Where you are signed in." },
  { href: paths.accountActivity, title: "Recent activity", text: "What happened, and from where." },
  { href: paths.accountData, title: "Your data", text: "Download what we hold about you." },
  { href: paths.accountDelete, title: "Delete account", text: "Leave for good." },
];

/** How far word of a new password has come, which every owner is sent. */
async function NoticeOf({ userId }: { userId: string }) {
  const mail = await newestEmailState({ userId, template: "password_changed" }, HOUR);
  if (!mail) return null;
  return (
    <Card>
      <p>We tell you of it by email, too.</p>
      <EmailStatus
        mail={mail}
        way={OWN_ADDRESS}
        accepted={{ advice: "If it was not you who changed the password, it says what to do." }}
        here={`${paths.account}?password-changed`}
      />
    </Card>
  );
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AccountPage({ searchParams }: Props) {
  const account = await requireAccount(paths.account);
  const [query, change] = [await searchParams, await pendingEmailChange(account.userId)];
  const key = "welcome" in query ? (await requestContext()).browserKeyHash : null;
  const isEarlier = key !== null && (await isEarlierPassword(account.userId, key));
  return (
    <PageShell>
      {"welcome" in query && (
        <Alert tone="success" title="Welcome to Latchkey">
          Your address is confirmed and you are signed in.{" "}
          {isEarlier &&
            "You registered more than once in this browser: the password that counts is the one you typed when you asked for the mail that you opened, not the one you typed last."}
        </Alert>
      )}
      {"switched" in query && (
        <Alert title="You are signed in with another account now">
          The account that was signed in in this browser before is signed out here.
        </Alert>
      )}
      {"password-changed" in query && (
        <>
          <Alert tone="success" title="Your password is changed">
            Every other browser is signed out.
          </Alert>
          <NoticeOf userId={account.userId} />
        </>
      )}
      {"other-account" in query && (
        <Alert tone="warning" title={`You’re now signed in as ${account.address}`}>
          The page you came from was about another account. Nothing was changed.
        </Alert>
      )}
      <PageHeading title={account.address}>Your account</PageHeading>
      {change && (
        <Alert>
          <p className="wrap-anywhere">
            To move your account to{" "}
            <strong className="font-semibold">{change.newOriginalAddress}</strong>, open the link in
            the email there.{" "}
            <TextLink href={paths.accountAddress}>See how far it has come</TextLink>
          </p>
        </Alert>
      )}
      <Card>
        <DescriptionList
          items={[
            { term: "Email", detail: account.address },
            {
              term: "Confirmed",
              detail: <Moment at={account.memberSince} show="day" />,
            },
          ]}
        />
        <form action={leave}>
          <AboutField id={account.userId} />
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

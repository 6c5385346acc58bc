import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { SubmitButton } from "@/components/ui/submit-button";
import { pendingAddressChange } from "@/lib/accounts/request-address-change";
import { paths } from "@/lib/paths";
import { requireAccount, requireFreshAccount } from "@/lib/session/require-account";
import { typedOn } from "@/lib/session/typed-cookie";
import { AboutField } from "../../_forms/about-field";
import { Moment } from "../../_pages/moment";
import { SettingsPage } from "../settings-page";
import { withdraw } from "./actions";
import { AddressForm } from "./address-form";

export const metadata: Metadata = { title: "Email address" };

type Pending = NonNullable<Awaited<ReturnType<typeof pendingAddressChange>>>;

type PendingProps = { change: Pending; address: string; userId: string };

function PendingChange({ change, address, userId }: PendingProps) {
  return (
    <Alert
      title={
        <span className="wrap-anywhere">
          Open the link in the mail to {change.newOriginalAddress}
        </span>
      }
    >
      <p className="wrap-anywhere">
        You asked for this on <Moment at={change.createdAt} />, and the link works for 24 hours.
        Nothing changes before you open it. We have told {address} about it, too.
      </p>
      <form action={withdraw} className="pt-2 pb-1">
        <AboutField id={userId} />
        <input type="hidden" name="change" value={change.id} />
        <SubmitButton variant="secondary" pendingLabel="Withdrawing…">
          Withdraw
        </SubmitButton>
      </form>
    </Alert>
  );
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AddressPage({ searchParams }: Props) {
  const query = await searchParams;
  const isChanged = "changed" in query;
  // Who has just opened the link in the mail need not enter a password to read that it worked.
  const require = isChanged ? requireAccount : requireFreshAccount;
  const { address, userId, isFresh } = await require(paths.accountAddress);
  const change = await pendingAddressChange(userId);
  return (
    <SettingsPage
      title="Email address"
      intro={
        <>
          You sign in with <strong className="font-semibold text-ink">{address}</strong>, and our
          mails go there.
        </>
      }
    >
      {isChanged && (
        <Alert tone="success" title="Your address is changed">
          From now on you sign in with it. A mail to your old address says how to undo this.
        </Alert>
      )}
      {"withdrawn" in query && !change && (
        <Alert tone="success" title="The change is withdrawn">
          The link in the mail to the other address no longer works.
        </Alert>
      )}
      {"replaced" in query && (
        <Alert tone="warning" title="Nothing was changed">
          The change that you wanted to withdraw does not wait any more.
        </Alert>
      )}
      {change && <PendingChange change={change} address={address} userId={userId} />}
      {isFresh && (
        <Card>
          <AddressForm
            userId={userId}
            changeId={randomUUID()}
            typed={await typedOn(paths.accountAddress, userId)}
          />
          <p className="text-sm text-ink-soft">
            We send a mail with a link to the new address. Your account moves there when you open
            the link, and not before.
          </p>
        </Card>
      )}
    </SettingsPage>
  );
}

import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { SubmitButton } from "@/components/ui/submit-button";
import { pendingEmailChange } from "@/lib/email-change/request-email-change";
import { HOUR } from "@/lib/clock";
import type { DeliveryTemplate } from "@/lib/db";
import { newestEmailState } from "@/lib/email/email-state";
import { isLost } from "@/lib/email/delivery-status";
import type { WayOut } from "@/lib/email/failure-table";
import { paths } from "@/lib/paths";
import { requireAccount } from "@/lib/session/require-account";
import { typedOn } from "@/lib/session/typed-cookie";
import { AboutField } from "../../_forms/about-field";
import { EmailStatus } from "../../_email/email-status";
import { Moment } from "../../_pages/moment";
import { SettingsPage } from "../settings-page";
import { withdraw } from "./actions";
import { AddressForm } from "./address-form";

export const metadata: Metadata = { title: "Email address" };

type Pending = NonNullable<Awaited<ReturnType<typeof pendingEmailChange>>>;

const NEW_ADDRESS: WayOut = {
  address: "Please withdraw the change, and enter the address once more.",
  later: "Please withdraw the change, and ask for it again later or with another address.",
};

const ACCEPTED = {
  advice: "The mail service accepted it and hands it over. Look in your spam folder too.",
};

const HERE = paths.accountAddress;

// By their kind: where the address has an account, the email goes to the spelling on file.
const TO_NEW_ADDRESS: DeliveryTemplate[] = ["confirm_new_address", "already_registered"];

type PendingProps = { change: Pending; address: string; userId: string };

async function PendingChange({ change, address, userId }: PendingProps) {
  const { id: addressChangeId, newOriginalAddress, createdAt } = change;
  const [mail, notice] = await Promise.all([
    newestEmailState({ addressChangeId, template: { in: TO_NEW_ADDRESS } }),
    newestEmailState({ addressChangeId, template: "address_change_notice" }),
  ]);
  const isEmailLost = mail !== null && isLost(mail);
  return (
    <Alert
      tone={isEmailLost ? "warning" : "info"}
      title={
        <span className="wrap-anywhere">
          {isEmailLost
            ? `The email to ${newOriginalAddress} does not get there`
            : `Open the link in the mail to ${newOriginalAddress}`}
        </span>
      }
    >
      {mail && <EmailStatus mail={mail} way={NEW_ADDRESS} accepted={ACCEPTED} here={HERE} />}
      <p className="pt-2 wrap-anywhere">
        You asked for this on <Moment at={createdAt} />, and the link works for 24 hours. Nothing
        changes before you open it.{" "}
        {notice && isLost(notice)
          ? `An email about it to ${address} did not get there.`
          : `${address} gets an email about it, too.`}
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

const OLD_ADDRESS: WayOut = {
  address: "If you made the change yourself, you need not do anything.",
  later: "If you made the change yourself, you need not do anything.",
};

/** How far word of a change has come that was just confirmed. */
async function NoticeToOld({ userId }: { userId: string }) {
  const mail = await newestEmailState({ userId, template: "address_changed" }, HOUR);
  if (!mail) return null;
  return (
    <Card>
      <p>We tell your old address how to undo this.</p>
      <EmailStatus mail={mail} way={OLD_ADDRESS} accepted={ACCEPTED} here={`${HERE}?changed`} />
    </Card>
  );
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AddressPage({ searchParams }: Props) {
  const query = await searchParams;
  const isChanged = "changed" in query;
  const { address, userId } = await requireAccount(paths.accountAddress);
  const change = await pendingEmailChange(userId);
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
        <>
          <Alert tone="success" title="Your address is changed">
            From now on you sign in with it.
          </Alert>
          <NoticeToOld userId={userId} />
        </>
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
      <Card>
        <AddressForm
          address={address}
          userId={userId}
          changeId={randomUUID()}
          typed={await typedOn(paths.accountAddress, userId)}
        />
        <p className="text-sm text-ink-soft">
          We email a link to the new address. Your account moves there when you open the link, and
          not before.
        </p>
      </Card>
    </SettingsPage>
  );
}

import type { Metadata } from "next";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { PageShell } from "@/components/ui/page-shell";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { findLiveUndo } from "@/lib/accounts/find-live-undo";
import { inspectRegistrationLink } from "@/lib/accounts/registration-link";
import { paths } from "@/lib/paths";
import { linkTokenOf } from "@/lib/session/link-cookie";
import { deadLinks } from "../_links/dead-links";
import { EndPage } from "../_pages/end-page";
import { Moment } from "../_pages/moment";
import { sendNewMail, takeOldAccountBack } from "./actions";
import { ConfirmForm, NewPasswordForm } from "./confirm-form";

export const metadata: Metadata = { title: "Confirm your email", referrer: "same-origin" };

const NEW_PASSWORD = `${paths.confirm}?new-password`;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

function ExpiredPage({ asked }: { asked: "sent" | "too-soon" | null }) {
  return (
    <PageShell>
      <PageHeading title={deadLinks.confirm.expired.title}>
        {deadLinks.confirm.expired.text}
      </PageHeading>
      {asked === "sent" && (
        <Alert tone="success" title="A new mail is on its way">
          Open its link, in this browser or any other.
        </Alert>
      )}
      {asked === "too-soon" && (
        <Alert tone="warning" title="A mail was sent a moment ago">
          Please look for it, also in the spam folder, before you ask for another.
        </Alert>
      )}
      {asked === null && (
        <form action={sendNewMail}>
          <SubmitButton pendingLabel="Asking for a mail…">Send a new mail</SubmitButton>
        </form>
      )}
    </PageShell>
  );
}

/** Whoever confirms a new account here cannot get the old one back to this address. */
function OldAccount({ movedAt, until }: { movedAt: Date; until: Date }) {
  return (
    <Alert tone="warning" title="An account was moved away from this address">
      <p>
        That was on <Moment at={movedAt} />. If the account is yours and you did not move it, take
        it back: that works until <Moment at={until} />, and not after you have confirmed a new
        account below.
      </p>
      <form action={takeOldAccountBack} className="pt-2 pb-1">
        <SubmitButton variant="secondary" pendingLabel="Looking…">
          Take my account back
        </SubmitButton>
      </form>
    </Alert>
  );
}

export default async function ConfirmPage({ searchParams }: Props) {
  const query = await searchParams;
  const token = await linkTokenOf("confirm");
  if (!token) return <EndPage {...deadLinks.confirm.missing} />;
  const link = await inspectRegistrationLink(token, new Date());
  if (link.state === "expired")
    return (
      <ExpiredPage asked={"sent" in query ? "sent" : "too-soon" in query ? "too-soon" : null} />
    );
  if (link.state !== "live") return <EndPage {...deadLinks.confirm[link.state]} />;
  const { address, originalAddress, registeredAt } = link.registration;
  const undo = await findLiveUndo(address, new Date());
  return (
    <PageShell>
      <PageHeading title="Confirm your email">
        <strong className="font-semibold text-ink">{originalAddress}</strong> was registered on{" "}
        <Moment at={registeredAt} />
        {!undo && ", in another browser than this one"}.
      </PageHeading>
      {undo?.addressChange?.confirmedAt && (
        <OldAccount movedAt={undo.addressChange.confirmedAt} until={undo.expiresAt} />
      )}
      <Card>
        {"new-password" in query ? <NewPasswordForm /> : <ConfirmForm />}
        <p className="text-ink-soft">
          {"new-password" in query ? (
            <TextLink href={paths.confirm}>I know the password of this registration</TextLink>
          ) : (
            <>
              Forgotten it, or was it not you who registered?{" "}
              <TextLink href={NEW_PASSWORD}>Choose a new password</TextLink>
            </>
          )}
        </p>
      </Card>
      <p className="text-sm text-ink-soft">
        If you do not want an account, close this page: nothing happens.
      </p>
    </PageShell>
  );
}

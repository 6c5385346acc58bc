import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { PageShell } from "@/components/ui/page-shell";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { currentRegistration } from "@/lib/registration/current-registration";
import { findLiveUndo } from "@/lib/email-change/find-live-undo";
import { inspectRegistrationLink } from "@/lib/registration/inspect-registration-link";
import { newestEmailState } from "@/lib/email/email-state";
import type { WayOut } from "@/lib/email/failure-table";
import { paths } from "@/lib/paths";
import { requestContext } from "@/lib/session/request-context";
import { AboutField } from "../_forms/about-field";
import { deadLink } from "../_links/dead-link";
import { linkHref, shownLink } from "../_links/link-shown";
import { EmailStatus } from "../_email/email-status";
import { EndPage } from "../_pages/end-page";
import { Moment } from "../_pages/moment";
import { sendNewEmail, takeOldAccountBack } from "./actions";
import { ConfirmForm, NewPasswordForm } from "./confirm-form";

export const metadata: Metadata = { title: "Confirm your email", referrer: "same-origin" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const WAY_OUT: WayOut = {
  address: "Please register again with the right address.",
  later: "Please register again later, or with another address.",
};

const ACCEPTED = {
  advice:
    "The mail service accepted it and hands it over. Look in your spam folder too. Open its link, in this browser or any other.",
};

type Expired = { linkId: string; asked: "sent" | "too-soon" | null; registrationId: string };

async function ExpiredPage({ linkId, asked, registrationId }: Expired) {
  const { title, text } = await deadLink("confirm-link", "expired");
  const mail = asked && (await newestEmailState({ registrationId }));
  return (
    <PageShell>
      <PageHeading title={title}>{text}</PageHeading>
      {asked === "sent" && (
        <Alert title="You asked for a new email">This is how far it has come.</Alert>
      )}
      {asked === "too-soon" && (
        <Alert tone="warning" title="There is no new email yet">
          You, or somebody else, asked for one not long ago. This is how far that one has come;
          please wait a while before you ask for another.
        </Alert>
      )}
      {mail && (
        <Card>
          <EmailStatus
            mail={mail}
            way={WAY_OUT}
            accepted={ACCEPTED}
            here={linkHref("confirm-link", linkId, asked ?? "")}
          />
        </Card>
      )}
      {asked === null && (
        <form action={sendNewEmail}>
          <AboutField id={linkId} />
          <SubmitButton pendingLabel="Asking for a mail…">Send a new mail</SubmitButton>
        </form>
      )}
    </PageShell>
  );
}

async function isWaitingHere(): Promise<boolean> {
  const { browserKeyHash: key } = await requestContext();
  return key !== null && (await currentRegistration(key)) !== null;
}

type OldAccountProps = { linkId: string; movedAt: Date; until: Date };

/** Whoever confirms a new account here cannot get the old one back to this address. */
function OldAccount({ linkId, movedAt, until }: OldAccountProps) {
  return (
    <Alert tone="warning" title="An account was moved away from this address">
      <p>
        That was on <Moment at={movedAt} />. If the account is yours and you did not move it, take
        it back: that works until <Moment at={until} />, and not after you have confirmed a new
        account below.
      </p>
      <form action={takeOldAccountBack} className="pt-2 pb-1">
        <AboutField id={linkId} />
        <SubmitButton variant="secondary" pendingLabel="Looking…">
          Take my account back
        </SubmitButton>
      </form>
    </Alert>
  );
}

export default async function ConfirmPage({ searchParams }: Props) {
  const query = await searchParams;
  const held = await shownLink("confirm-link", query);
  // Whoever waits in this very browser goes on there.
  if (held === "missing" && (await isWaitingHere())) redirect(paths.checkYourEmail);
  if (typeof held === "string") return <EndPage {...await deadLink("confirm-link", held)} />;
  const link = await inspectRegistrationLink(held.token, new Date());
  if (link.outcome === "expired") {
    const asked = "sent" in query ? "sent" : "too-soon" in query ? "too-soon" : null;
    return (
      <ExpiredPage linkId={link.verificationId} asked={asked} registrationId={link.subject.id} />
    );
  }
  if (link.outcome !== "live") return <EndPage {...await deadLink("confirm-link", link.outcome)} />;
  const { verificationId, subject: registration } = link;
  const { address, originalAddress, createdAt: registeredAt } = registration;
  const undo = await findLiveUndo(address, new Date());
  const isNewPassword = "new-password" in query;
  const form = {
    linkId: verificationId,
    address: originalAddress,
    here: linkHref("confirm-link", verificationId, isNewPassword ? "new-password" : ""),
  };
  return (
    <PageShell>
      <PageHeading title="Confirm your email">
        <strong className="font-semibold text-ink">{originalAddress}</strong> was registered on{" "}
        <Moment at={registeredAt} />
        {!undo && ", in another browser than this one"}.
      </PageHeading>
      {undo?.addressChange?.confirmedAt && (
        <OldAccount
          linkId={verificationId}
          movedAt={undo.addressChange.confirmedAt}
          until={undo.expiresAt}
        />
      )}
      <Card>
        {isNewPassword ? <NewPasswordForm {...form} /> : <ConfirmForm {...form} />}
        <p className="text-ink-soft">
          {isNewPassword ? (
            <TextLink href={linkHref("confirm-link", verificationId)}>
              I know the password of this registration
            </TextLink>
          ) : (
            <>
              Forgotten it, or was it not you who registered?{" "}
              <TextLink href={linkHref("confirm-link", verificationId, "new-password")}>
                Choose a new password
              </TextLink>
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

import type { Metadata } from "next";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { PageShell } from "@/components/ui/page-shell";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { inspectRegistrationLink } from "@/lib/accounts/registration-link";
import { newestMailState } from "@/lib/mail/mail-state";
import type { WayOut } from "@/lib/mail/reasons";
import { paths } from "@/lib/paths";
import { linkTokenOf } from "@/lib/session/link-cookie";
import { deadLinks } from "../_links/dead-links";
import { MailStatus } from "../_mail/mail-status";
import { EndPage } from "../_pages/end-page";
import { Moment } from "../_pages/moment";
import { sendNewMail } from "./actions";
import { ConfirmForm, NewPasswordForm } from "./confirm-form";

export const metadata: Metadata = { title: "Confirm your email", referrer: "same-origin" };

const NEW_PASSWORD = `${paths.confirm}?new-password`;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const WAY_OUT: WayOut = {
  address: "Please register again with the right address.",
  later: "Please register again later, or with another address.",
};

const ACCEPTED = {
  advice:
    "The mail service accepted it and hands it over. Look in your spam folder too. Open its link, in this browser or any other.",
};

type Expired = { asked: "sent" | "too-soon" | null; registrationId: string };

async function ExpiredPage({ asked, registrationId }: Expired) {
  const mail = asked && (await newestMailState({ registrationId }));
  return (
    <PageShell>
      <PageHeading title={deadLinks.confirm.expired.title}>
        {deadLinks.confirm.expired.text}
      </PageHeading>
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
          <MailStatus
            mail={mail}
            way={WAY_OUT}
            accepted={ACCEPTED}
            here={`${paths.confirm}?${asked}`}
          />
        </Card>
      )}
      {asked === null && (
        <form action={sendNewMail}>
          <SubmitButton pendingLabel="Asking for a mail…">Send a new mail</SubmitButton>
        </form>
      )}
    </PageShell>
  );
}

export default async function ConfirmPage({ searchParams }: Props) {
  const query = await searchParams;
  const token = await linkTokenOf("confirm");
  if (!token) return <EndPage {...deadLinks.confirm.missing} />;
  const link = await inspectRegistrationLink(token, new Date());
  if (link.state === "expired") {
    const asked = "sent" in query ? "sent" : "too-soon" in query ? "too-soon" : null;
    return <ExpiredPage asked={asked} registrationId={link.registration.registrationId} />;
  }
  if (link.state !== "live") return <EndPage {...deadLinks.confirm[link.state]} />;
  const { originalAddress, registeredAt } = link.registration;
  return (
    <PageShell>
      <PageHeading title="Confirm your email">
        <strong className="font-semibold text-ink">{originalAddress}</strong> was registered on{" "}
        <Moment at={registeredAt} />, in another browser than this one.
      </PageHeading>
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

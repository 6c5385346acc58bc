import type { Metadata } from "next";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { PageShell } from "@/components/ui/page-shell";
import { SubmitButton } from "@/components/ui/submit-button";
import { inspectReportLink } from "@/lib/account/inspect-report-link";
import { paths } from "@/lib/paths";
import { AboutField } from "../_forms/about-field";
import { deadLinks } from "../_links/dead-links";
import { shownLink } from "../_links/link-shown";
import { EndPage } from "../_pages/end-page";
import { Moment } from "../_pages/moment";
import { disown } from "./actions";
import { EmailsOfThisKind } from "./mails-of-this-kind";
import { subjects } from "./subjects";

export const metadata: Metadata = { title: "This was not me", referrer: "same-origin" };

const titles = { open: "Was this not you?", reported: "Thank you", otherwise: "Cancelled already" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function NotMePage({ searchParams }: Props) {
  const query = await searchParams;
  const held = await shownLink("not-me-link", query);
  if (typeof held === "string") return <EndPage {...deadLinks["not-me-link"][held]} />;
  const mail = await inspectReportLink(held.token);
  if (mail.outcome !== "genuine") return <EndPage {...deadLinks["not-me-link"][mail.outcome]} />;
  const { deliveryId, subject, address, sentAt, end, stoppedUntil } = mail;
  const { because, offer, button, done, tooLate } = subjects[subject];
  const isPassword = subject === "password";
  const isOver = end !== null;
  if (!isOver && "too-late" in query) return <EndPage {...tooLate} />;
  return (
    <PageShell>
      <PageHeading title={titles[end ?? "open"]}>
        We wrote to <strong className="font-semibold text-ink">{address}</strong> on{" "}
        <Moment at={sentAt} />, because {because}.
      </PageHeading>
      {isOver ? (
        <Alert tone="success" title={done.title}>
          {done.text}
        </Alert>
      ) : (
        <Card>
          <p>{offer}</p>
          {!isPassword && (
            <p>
              Mails of this kind to this address then stop for 30 days, also those you ask for
              yourself. You can allow them again here.
            </p>
          )}
          <form action={disown}>
            <AboutField id={deliveryId} />
            <SubmitButton variant="danger" pendingLabel="One moment…">
              {button}
            </SubmitButton>
          </form>
        </Card>
      )}
      {isOver && isPassword && (
        <p>
          <ButtonLink href={paths.forgotPassword}>Choose a new password</ButtonLink>
        </p>
      )}
      {(stoppedUntil || (isOver && !isPassword)) && (
        <Card>
          <EmailsOfThisKind deliveryId={deliveryId} stoppedUntil={stoppedUntil} />
        </Card>
      )}
    </PageShell>
  );
}

import type { Metadata } from "next";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { SubmitButton } from "@/components/ui/submit-button";
import { inspectReportLink, stoppedBy } from "@/lib/account/inspect-report-link";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { AboutField } from "../_forms/about-field";
import { deadLink } from "../_links/dead-link";
import { shownLink } from "../_links/link-shown";
import { EndPage } from "../_pages/end-page";
import { Moment } from "../_pages/moment";
import { PageFrame } from "../_pages/page-frame";
import { PageTitle } from "../_pages/page-title";
import { strong } from "../_pages/strong";
import { reportEmail } from "./actions";
import { STOPS_EMAILS } from "./stops-emails";
import { EmailsOfThisKind } from "./emails-of-this-kind";

export const metadata: Metadata = { title: null, referrer: "same-origin" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function NotMePage({ searchParams }: Props) {
  const query = await searchParams;
  const held = await shownLink("not-me-link", query);
  if (typeof held === "string") return <EndPage {...await deadLink("not-me-link", held)} />;
  const mail = await inspectReportLink(held.token);
  if (mail.outcome !== "genuine")
    return <EndPage {...await deadLink("not-me-link", mail.outcome)} />;
  const { deliveryId, subject, address, sentAt, end, stoppedUntil } = mail;
  const t = await getTranslations("notMe");
  const locks = stoppedBy(subject) === null;
  if (end === "too_late")
    return (
      <EndPage
        title={t(`tooLateTitle_${subject}`)}
        text={t(`tooLateText_${subject}`)}
        href={paths.forgotPassword}
        label={t("newPassword")}
      />
    );
  const isOver = end !== null;
  const title = t(`title_${end ?? "open"}`);
  return (
    <PageFrame>
      <PageTitle>{title}</PageTitle>
      <PageHeading title={title}>
        {t.rich(`sent_${subject}`, { address, strong, when: () => <Moment at={sentAt} /> })}
      </PageHeading>
      {isOver ? (
        <Alert tone="success" title={t(`doneTitle_${subject}`)}>
          {t(`doneText_${subject}`)}
        </Alert>
      ) : (
        <Card>
          <p>{t(`offer_${subject}`)}</p>
          <form action={reportEmail} className="flex flex-col gap-5">
            <AboutField id={deliveryId} />
            {!locks && (
              <label className="flex min-h-11 items-center gap-3">
                <input
                  type="checkbox"
                  name={STOPS_EMAILS}
                  className="size-5 shrink-0 accent-accent"
                />
                {t("stops")}
              </label>
            )}
            <SubmitButton variant="danger" pendingLabel={t("oneMoment")}>
              {locks ? t("lock") : t("cancel")}
            </SubmitButton>
          </form>
        </Card>
      )}
      {isOver && locks && <ButtonLink href={paths.forgotPassword}>{t("newPassword")}</ButtonLink>}
      {(stoppedUntil || (isOver && !locks)) && (
        <Card>
          <EmailsOfThisKind deliveryId={deliveryId} stoppedUntil={stoppedUntil} />
        </Card>
      )}
    </PageFrame>
  );
}

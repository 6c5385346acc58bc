import type { Metadata } from "next";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { SubmitButton } from "@/components/ui/submit-button";
import { inspectReportLink } from "@/lib/account/inspect-report-link";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { AboutField } from "../_forms/about-field";
import { deadLink } from "../_links/dead-link";
import { shownLink } from "../_links/link-shown";
import { EndPage } from "../_pages/end-page";
import { Moment } from "../_pages/moment";
import { PageFrame } from "../_pages/page-frame";
import { strong } from "../_pages/strong";
import { disown } from "./actions";
import { EmailsOfThisKind } from "./mails-of-this-kind";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("notMe"))("tab"), referrer: "same-origin" };
}

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
  const isPassword = subject === "password";
  const isOver = end !== null;
  if (!isOver && "too-late" in query)
    return (
      <EndPage
        title={t(`tooLateTitle_${subject}`)}
        text={t(`tooLateText_${subject}`)}
        href={paths.forgotPassword}
        label={t("newPassword")}
      />
    );
  return (
    <PageFrame>
      <PageHeading title={t(`title_${end ?? "open"}`)}>
        {t.rich(`sent_${subject}`, { address, strong, when: () => <Moment at={sentAt} /> })}
      </PageHeading>
      {isOver ? (
        <Alert tone="success" title={t(`doneTitle_${subject}`)}>
          {t(`doneText_${subject}`)}
        </Alert>
      ) : (
        <Card>
          <p>{t(`offer_${subject}`)}</p>
          {!isPassword && <p>{t("stops")}</p>}
          <form action={disown}>
            <AboutField id={deliveryId} />
            <SubmitButton variant="danger" pendingLabel={t("oneMoment")}>
              {isPassword ? t("lock") : t("cancel")}
            </SubmitButton>
          </form>
        </Card>
      )}
      {isOver && isPassword && (
        <p>
          <ButtonLink href={paths.forgotPassword}>{t("newPassword")}</ButtonLink>
        </p>
      )}
      {(stoppedUntil || (isOver && !isPassword)) && (
        <Card>
          <EmailsOfThisKind deliveryId={deliveryId} stoppedUntil={stoppedUntil} />
        </Card>
      )}
    </PageFrame>
  );
}

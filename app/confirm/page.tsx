import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { passwordMinLength } from "@/lib/credentials/password-min-length";
import { currentRegistration } from "@/lib/registration/current-registration";
import { findLiveUndo } from "@/lib/email-change/find-live-undo";
import { inspectRegistrationLink } from "@/lib/registration/inspect-registration-link";
import { newestEmailState } from "@/lib/email/email-state";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { requestContext } from "@/lib/session/request-context";
import { AboutField } from "../_forms/about-field";
import { deadLink } from "../_links/dead-link";
import { linkHref, shownLink } from "../_links/link-shown";
import { EmailStatus } from "../_email/email-status";
import { EndPage } from "../_pages/end-page";
import { Moment } from "../_pages/moment";
import { PageFrame } from "../_pages/page-frame";
import { PageTitle } from "../_pages/page-title";
import { strong } from "../_pages/strong";
import { sendNewEmail, takeOldAccountBack } from "./actions";
import { ConfirmForm, NewPasswordForm } from "./confirm-form";

export const metadata: Metadata = { title: null, referrer: "same-origin" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

type Expired = { linkId: string; asked: "sent" | "too-soon" | null; registrationId: string };

async function ExpiredPage({ linkId, asked, registrationId }: Expired) {
  const [t, dead] = [await getTranslations("confirm"), await deadLink("confirm-link", "expired")];
  const mail = asked && (await newestEmailState({ registrationId }));
  if (asked === null)
    return (
      <EndPage title={dead.title} text={dead.text} mark="expired">
        <form action={sendNewEmail} className="flex flex-col">
          <AboutField id={linkId} />
          <SubmitButton pendingLabel={t("sendingNew")}>{t("sendNew")}</SubmitButton>
        </form>
      </EndPage>
    );
  const said = asked === "sent" ? "asked" : "tooSoon";
  return (
    <EndPage title={t(`${said}Title`)} text={t(`${said}Text`)} mark="info">
      {mail && (
        <EmailStatus
          mail={mail}
          way={{ address: t("wayAddress"), later: t("wayLater") }}
          accepted={{ advice: t("accepted") }}
          here={linkHref("confirm-link", linkId, asked)}
        />
      )}
    </EndPage>
  );
}

async function isWaitingHere(): Promise<boolean> {
  const { browserKeyHash: key } = await requestContext();
  return key !== null && (await currentRegistration(key)) !== null;
}

type OldAccountProps = { linkId: string; movedAt: Date; until: Date };

/** Whoever confirms a new account here cannot get the old one back to this address. */
async function OldAccount({ linkId, movedAt, until }: OldAccountProps) {
  const t = await getTranslations("confirm");
  return (
    <Alert tone="warning" title={t("movedTitle")}>
      <p>
        {t.rich("movedText", {
          moved: () => <Moment at={movedAt} />,
          until: () => <Moment at={until} />,
        })}
      </p>
      <form action={takeOldAccountBack} className="flex flex-col pt-2 pb-1">
        <AboutField id={linkId} />
        <SubmitButton variant="secondary" pendingLabel={t("takingBack")}>
          {t("takeBack")}
        </SubmitButton>
      </form>
    </Alert>
  );
}

export default async function ConfirmPage({ searchParams }: Props) {
  const [query, t] = [await searchParams, await getTranslations("confirm")];
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
    <PageFrame texts={["confirmForm"]}>
      <PageTitle>{t("title")}</PageTitle>
      <PageHeading title={t("title")}>
        {t.rich(undo ? "textMoved" : "text", {
          address: () => strong(originalAddress),
          when: () => <Moment at={registeredAt} />,
        })}
      </PageHeading>
      {undo?.addressChange?.confirmedAt && (
        <OldAccount
          linkId={verificationId}
          movedAt={undo.addressChange.confirmedAt}
          until={undo.expiresAt}
        />
      )}
      <Card>
        {isNewPassword ? (
          <NewPasswordForm {...form} minLength={passwordMinLength()} />
        ) : (
          <ConfirmForm {...form} />
        )}
        <p className="text-center text-ink-soft">
          {isNewPassword ? (
            <TextLink href={linkHref("confirm-link", verificationId)}>{t("knowPassword")}</TextLink>
          ) : (
            t.rich("forgotten", {
              link: (text) => (
                <TextLink href={linkHref("confirm-link", verificationId, "new-password")}>
                  {text}
                </TextLink>
              ),
            })
          )}
        </p>
      </Card>
      <p className="text-center text-sm text-ink-soft">{t("notYou")}</p>
    </PageFrame>
  );
}

import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { TextLink } from "@/components/ui/text-link";
import { OutsideLink } from "@/components/ui/outside-link";
import { findWebmail } from "@/lib/email/webmail";
import { env } from "@/lib/env";
import type { EmailState } from "@/lib/email/email-state";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { EmailStatus } from "../_email/email-status";
import { ResendForm } from "../_email/resend-form";
import { DoneNotice } from "../_pages/done-notice";
import { PageFrame } from "../_pages/page-frame";
import { PageTitle } from "../_pages/page-title";
import { strong } from "../_pages/strong";
import { resend } from "./actions";
import { requestHref } from "./request-href";
import { ResetCodeForm } from "./reset-code-form";

type Props = {
  requestId: string;
  address: string;
  mail: EmailState | null;
  resendAllowedAt: Date;
  /** Whether a press of "Resend email" has just led here. */
  isResent: boolean;
};

/** Waits for the email. Says the same whether the address has an account or not. */
export async function CheckEmail({ requestId, address, mail, resendAllowedAt, isResent }: Props) {
  const [t, waiting] = [
    await getTranslations("resetPassword"),
    await getTranslations("waitingForm"),
  ];
  const here = requestHref(requestId);
  const webmail = findWebmail(address);
  // Without a word of whether there is an account: any of it may be read by a stranger.
  const accepted = { label: t("acceptedLabel"), advice: t("acceptedAdvice") };
  const way = { address: t("wrongAddress"), later: t("askLater") };
  const linkTo = (href: string) => (chunks: ReactNode) => <TextLink href={href}>{chunks}</TextLink>;
  return (
    <PageFrame texts={["resetPasswordForm", "resendForm"]}>
      <PageTitle>{t("checkTitle")}</PageTitle>
      <PageHeading title={t("checkTitle")}>{t.rich("checkText", { address, strong })}</PageHeading>
      {isResent && (
        <DoneNotice key={requestId} name="resent" tone="success">
          {(await getTranslations("resendForm"))("resent")}
        </DoneNotice>
      )}
      <Card>
        {mail && <EmailStatus mail={mail} way={way} accepted={accepted} here={here} />}
        {webmail && (
          <OutsideLink href={webmail.url} newTab={waiting("newTab")}>
            {waiting("openWebmail", { provider: webmail.name })}
          </OutsideLink>
        )}
        <p>{t("openOrType")}</p>
        <ResetCodeForm requestId={requestId} />
        <ResendForm
          aboutId={requestId}
          resend={resend}
          here={here}
          allowedAt={resendAllowedAt.toISOString()}
          now={new Date().toISOString()}
        />
      </Card>
      <div className="flex flex-col gap-2 text-center text-ink-soft">
        <p>
          <TextLink href={paths.forgotPassword}>{t("wrongEmail")}</TextLink>
        </p>
        {env.INBOX_URL && <p>{t.rich("development", { link: linkTo(env.INBOX_URL) })}</p>}
      </div>
    </PageFrame>
  );
}

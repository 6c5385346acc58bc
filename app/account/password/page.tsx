import type { Metadata } from "next";
import { Card } from "@/components/ui/card";
import { HOUR } from "@/lib/clock";
import { passwordMinLength } from "@/lib/credentials/password-min-length";
import { newestEmailState } from "@/lib/email/email-state";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { requireProvenAccount } from "@/lib/session/require-account";
import { EmailStatus } from "../../_email/email-status";
import { DoneNotice } from "../../_pages/done-notice";
import { AccountFrame } from "../account-frame";
import { PasswordForm } from "./password-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accountPassword"))("title") };
}

/** The password was changed; what became of the email about it, which the owner is always sent. */
async function Changed({ userId }: { userId: string }) {
  const t = await getTranslations("accountPassword");
  const mail = await newestEmailState({ userId, template: "password_changed" }, HOUR);
  return (
    <>
      <DoneNotice name="changed" tone="success" title={t("changedTitle")}>
        {t("changedText")}
      </DoneNotice>
      {mail && (
        <Card>
          <p>{t("notice")}</p>
          <EmailStatus
            mail={mail}
            way={{ address: t("emailBroken"), later: t("emailLater") }}
            accepted={{ advice: t("noticeAdvice") }}
            here={`${paths.accountPassword}?changed`}
          />
        </Card>
      )}
    </>
  );
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function PasswordPage({ searchParams }: Props) {
  const { userId, address, hasSecondFactor } = await requireProvenAccount(paths.accountPassword);
  const [t, query] = [await getTranslations("accountPassword"), await searchParams];
  return (
    <AccountFrame
      path={paths.accountPassword}
      title={t("title")}
      intro={t("intro")}
      news={"changed" in query && <Changed userId={userId} />}
      texts={["accountForms"]}
    >
      <Card>
        <PasswordForm
          userId={userId}
          address={address}
          minLength={passwordMinLength({ hasSecondFactor })}
        />
      </Card>
    </AccountFrame>
  );
}

import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { HOUR } from "@/lib/clock";
import { newestEmailState } from "@/lib/email/email-state";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { isEarlierPassword } from "@/lib/registration/current-registration";
import type { Account } from "@/lib/session/current-account";
import { requestContext } from "@/lib/session/request-context";
import { EmailStatus } from "../_email/email-status";

type Query = Record<string, string | string[] | undefined>;

/** What became of the email about a new password, which the owner is always sent. */
async function NoticeOfPassword({ userId }: { userId: string }) {
  const mail = await newestEmailState({ userId, template: "password_changed" }, HOUR);
  if (!mail) return null;
  const t = await getTranslations("account");
  return (
    <Card>
      <p>{t("passwordNotice")}</p>
      <EmailStatus
        mail={mail}
        way={{ address: t("emailBroken"), later: t("emailLater") }}
        accepted={{ advice: t("noticeAdvice") }}
        here={`${paths.account}?password-changed`}
      />
    </Card>
  );
}

/** Welcomes to a new account, and says which password counts when several were typed. */
async function Welcome({ userId }: { userId: string }) {
  const [t, key] = [await getTranslations("account"), (await requestContext()).browserKeyHash];
  const isEarlier = key !== null && (await isEarlierPassword(userId, key));
  return (
    <Alert tone="success" title={t("welcomeTitle")}>
      {t("welcomeText")} {isEarlier && t("earlierPassword")}
    </Alert>
  );
}

type Props = { query: Query; account: Account };

/** What just happened, when somebody comes to the account from it. */
export async function AccountNews({ query, account }: Props) {
  const t = await getTranslations("account");
  return (
    <>
      {"welcome" in query && <Welcome userId={account.userId} />}
      {"switched" in query && <Alert title={t("switchedTitle")}>{t("switchedText")}</Alert>}
      {"password-changed" in query && (
        <>
          <Alert tone="success" title={t("passwordChangedTitle")}>
            {t("passwordChangedText")}
          </Alert>
          <NoticeOfPassword userId={account.userId} />
        </>
      )}
      {"other-account" in query && (
        <Alert tone="warning" title={t("otherAccountTitle", { address: account.address })}>
          {t("otherAccountText")}
        </Alert>
      )}
    </>
  );
}

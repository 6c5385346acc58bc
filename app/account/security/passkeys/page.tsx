import type { Metadata } from "next";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { getTranslations } from "@/lib/i18n/request-locale";
import { arePasskeysPossible } from "@/lib/passkey/relying-party";
import { paths } from "@/lib/paths";
import { requireFreshAccount } from "@/lib/session/require-account";
import { AccountFrame } from "../../account-frame";
import { NewPasskeyForm } from "./new-passkey-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("passkeys"))("add") };
}

export default async function NewPasskeyPage() {
  const { userId, address } = await requireFreshAccount(paths.accountSecurityPasskeys);
  const t = await getTranslations("passkeys");
  const form = await getTranslations("passkeyForm");
  return (
    <AccountFrame
      path={paths.accountSecurityPasskeys}
      title={t("add")}
      intro={t("text")}
      texts={["passkeyForm", "securityForms"]}
    >
      <Card>
        <p>{t("addIntro")}</p>
        <noscript>
          <Alert tone="warning">{form("needsScripts")}</Alert>
        </noscript>
        {arePasskeysPossible ? (
          <NewPasskeyForm userId={userId} address={address} />
        ) : (
          <Alert tone="warning">{form("unsupported")}</Alert>
        )}
      </Card>
    </AccountFrame>
  );
}

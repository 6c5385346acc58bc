import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Card } from "@/components/ui/card";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { requireFreshAccount } from "@/lib/session/require-account";
import { AccountFrame } from "../../account-frame";
import { RenewCodesForm } from "./renew-codes-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accountSecurity"))("codesTitle") };
}

export default async function RecoveryCodesPage() {
  const account = await requireFreshAccount(paths.accountSecurityCodes);
  if (!account.hasSecondFactor) redirect(paths.accountSecurity);
  const t = await getTranslations("accountSecurity");
  return (
    <AccountFrame
      path={paths.accountSecurityCodes}
      title={t("codesTitle")}
      intro={t("codesIntro")}
      texts={["securityForms"]}
    >
      <Card>
        <RenewCodesForm userId={account.userId} address={account.address} />
      </Card>
    </AccountFrame>
  );
}

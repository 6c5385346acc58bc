import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { Card } from "@/components/ui/card";
import { QrCode } from "@/components/ui/qr-code";
import { TextLink } from "@/components/ui/text-link";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { findAppSetUp } from "@/lib/second-factor/app";
import { requireFreshAccount } from "@/lib/session/require-account";
import { AccountFrame } from "../../account-frame";
import { AppForm } from "./app-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accountSecurity"))("appTitle") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AppPage({ searchParams }: Props) {
  const { userId, address } = await requireFreshAccount(paths.accountSecurity);
  const id = z.uuid().safeParse((await searchParams).id).data;
  const setUp = id ? await findAppSetUp(userId, id, address) : null;
  if (!setUp) redirect(`${paths.accountSecurity}?gone`);
  const t = await getTranslations("accountSecurity");
  return (
    <AccountFrame
      path={paths.accountSecurityApp}
      title={t("appTitle")}
      intro={t("appIntro")}
      texts={["securityForms"]}
    >
      <Card>
        <AppForm userId={userId} address={address} factorId={setUp.id}>
          <h2 className="font-medium">{t("scan")}</h2>
          <QrCode text={setUp.uri} label={t("qrCode")} className="w-52 rounded-md" />
          <div>
            <p>{t("typeKey")}</p>
            <p dir="ltr" className="font-mono wrap-anywhere select-all">
              {setUp.key}
            </p>
          </div>
          <p className="text-sm text-ink-soft">
            {t.rich("openApp", {
              link: (chunks) => <TextLink href={setUp.uri}>{chunks}</TextLink>,
            })}
          </p>
          <h2 className="font-medium">{t("enterCode")}</h2>
        </AppForm>
      </Card>
    </AccountFrame>
  );
}

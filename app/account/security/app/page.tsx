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

/** What the app is set up with: for its camera, to type, and for an app on the same device. */
async function SetUp({ uri, keyToType }: { uri: string; keyToType: string }) {
  const t = await getTranslations("accountSecurity");
  return (
    <>
      <h2 className="font-medium">{t("scan")}</h2>
      <QrCode text={uri} label={t("qrCode")} className="w-52 rounded-md" />
      <div>
        <p>{t("typeKey")}</p>
        <p dir="ltr" className="font-mono wrap-anywhere select-all">
          {keyToType}
        </p>
      </div>
      <p className="text-sm text-ink-soft">
        {t.rich("openApp", { link: (chunks) => <TextLink href={uri}>{chunks}</TextLink> })}
      </p>
      <h2 className="font-medium">{t("enterCode")}</h2>
    </>
  );
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AppPage({ searchParams }: Props) {
  const { userId, address } = await requireFreshAccount(paths.accountSecurity);
  const id = z.uuid().safeParse((await searchParams).id).data;
  const setUp = id ? await findAppSetUp(userId, id, address) : null;
  // Without scripts this page is what shows the recovery codes, after the app was added.
  if (!id || !setUp) redirect(`${paths.accountSecurity}?gone`);
  const t = await getTranslations("accountSecurity");
  return (
    <AccountFrame
      path={paths.accountSecurityApp}
      title={t("appTitle")}
      intro={t("appIntro")}
      texts={["securityForms"]}
    >
      <Card>
        <AppForm userId={userId} address={address} factorId={id}>
          {setUp === "added" ? null : <SetUp {...setUp} />}
        </AppForm>
      </Card>
    </AccountFrame>
  );
}

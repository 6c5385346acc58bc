import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { requireFreshAccount } from "@/lib/session/require-account";
import { SettingsPage } from "../settings-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accountData"))("title") };
}

const contents = [
  "contentAccount",
  "contentRegistrations",
  "contentDevices",
  "contentChanges",
  "contentEmails",
  "contentStopped",
  "contentActivity",
] as const;

export default async function DataPage() {
  await requireFreshAccount(paths.accountData);
  const t = await getTranslations("accountData");
  return (
    <SettingsPage title={t("title")} intro={t("intro")}>
      <Card>
        <div>
          <p>{t("contains")}</p>
          <ul className="list-disc space-y-1 pt-2 pl-5 marker:text-ink-soft">
            {contents.map((content) => (
              <li key={content}>{t(content)}</li>
            ))}
          </ul>
        </div>
        <p className="text-ink-soft">{t("notIncluded")}</p>
        <p>
          <ButtonLink href={paths.dataDownload}>{t("download")}</ButtonLink>
        </p>
      </Card>
      <p className="text-sm text-ink-soft">{t("private")}</p>
    </SettingsPage>
  );
}

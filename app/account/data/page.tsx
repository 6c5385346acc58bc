import type { Metadata } from "next";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { peek } from "@/lib/rate-limit/consume";
import { fromNow } from "@/lib/i18n/from-now";
import { getLocale, getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { requireAccount } from "@/lib/session/require-account";
import { DoneNotice } from "../../_pages/done-notice";
import { AccountFrame } from "../account-frame";
import { download } from "../account-icons";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accountData"))("title") };
}

const contents = [
  "contentAccount",
  "contentRegistrations",
  "contentDevices",
  "contentFactors",
  "contentChanges",
  "contentEmails",
  "contentStopped",
  "contentActivity",
] as const;

/** When the next download is possible; nothing while one is. */
async function Limited({ userId }: { userId: string }) {
  const again = await peek([{ limit: "data_downloads", key: userId }]);
  if (!again) return null;
  const [t, when] = [await getTranslations("limits"), fromNow(again, await getLocale())];
  return <Alert tone="warning">{t("tryAgain", { problem: t("data_downloads"), when })}</Alert>;
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function DataPage({ searchParams }: Props) {
  const { userId, isFresh } = await requireAccount(paths.accountData);
  const [t, query] = [await getTranslations("accountData"), await searchParams];
  const news = (
    <>
      {"limited" in query && <Limited userId={userId} />}
      {"confirmed" in query && isFresh && (
        <DoneNotice name="confirmed" tone="success" title={t("confirmedTitle")}>
          {t("confirmedText")}
        </DoneNotice>
      )}
    </>
  );
  return (
    <AccountFrame path={paths.accountData} title={t("title")} intro={t("intro")} news={news}>
      <Card>
        <p>
          <ButtonLink href={paths.dataDownload}>
            <Icon shape={download} />
            {t("download")}
          </ButtonLink>
        </p>
        <p className="-mt-3 text-sm text-ink-soft">
          {isFresh ? t("private") : `${t("passwordFirst")} ${t("private")}`}
        </p>
        <div className="border-t border-line pt-6">
          <h2 className="font-medium">{t("contains")}</h2>
          <ul className="list-disc space-y-1 ps-5 pt-2 marker:text-ink-soft">
            {contents.map((content) => (
              <li key={content}>{t(content)}</li>
            ))}
          </ul>
        </div>
        <p className="text-sm text-ink-soft">{t("notIncluded")}</p>
      </Card>
    </AccountFrame>
  );
}

import type { Metadata } from "next";
import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { type Activity, recentActivity } from "@/lib/audit/recent-activity";
import { deviceName } from "@/lib/i18n/device-name";
import { getLocale, getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { requireAccount } from "@/lib/session/require-account";
import { Moment } from "../../_pages/moment";
import { SettingsPage } from "../settings-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accountActivity"))("title") };
}

async function describeOrigin(from: Activity["from"]): Promise<string> {
  const t = await getTranslations("accountActivity");
  if (!from) return t("byAdministrator");
  return t("from", { device: deviceName(from.device, await getLocale()), network: from.place });
}

async function ActivityItem({ name, from, at, isByAnybody }: Activity) {
  const t = await getTranslations("accountActivity");
  return (
    <li className="py-3.5">
      <p className="font-medium">{t.has(name) ? t(name) : name}</p>
      <p className="text-sm wrap-anywhere text-ink-soft">{await describeOrigin(from)}</p>
      <p className="text-sm text-ink-soft">
        <Moment at={at} />
      </p>
      {isByAnybody && <p className="pt-1 text-sm">{t("byAnyone")}</p>}
    </li>
  );
}

export default async function ActivityPage() {
  const { userId } = await requireAccount(paths.accountActivity);
  const [activity, t] = [await recentActivity(userId), await getTranslations("accountActivity")];
  return (
    <SettingsPage title={t("title")} intro={t("intro")}>
      <Card>
        <ol className="divide-y divide-line border-y border-line">
          {activity.map((each) => (
            <ActivityItem key={each.id} {...each} />
          ))}
        </ol>
      </Card>
      <p className="text-ink-soft">
        {t.rich("unknown", {
          password: (chunks) => <TextLink href={paths.accountPassword}>{chunks}</TextLink>,
          devices: (chunks) => <TextLink href={paths.accountSessions}>{chunks}</TextLink>,
        })}
      </p>
    </SettingsPage>
  );
}

import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { list } from "../account-icons";
import type { Activity } from "@/lib/audit/list-activity";
import { deviceName } from "@/lib/i18n/device-name";
import { getLocale, getTranslations } from "@/lib/i18n/request-locale";
import { RelativeMoment } from "../../_pages/moment";
import { shownNetwork } from "../shown-network";
import { activityIcons } from "./activity-icons";

async function describeOrigin(from: Activity["from"]): Promise<ReactNode> {
  const t = await getTranslations("accountActivity");
  if (!from) return t("byAdministrator");
  const device = deviceName(from.device, await getLocale());
  if (from.place === "unknown") return device;
  return (
    <>
      {device} · <bdi dir="ltr">{shownNetwork(from.place)}</bdi>
    </>
  );
}

async function ActivityItem({ name, count, from, at, isOwnRegistration }: Activity) {
  const t = await getTranslations("accountActivity");
  const title = t.has(name) ? t(name, { count }) : name;
  return (
    <li className="flex gap-4 py-3.5 first:pt-0 last:pb-0">
      <span className="grid size-9 shrink-0 place-items-center rounded-full bg-sunken text-ink-soft">
        <Icon shape={activityIcons[name] ?? list} />
      </span>
      <div className="flex min-w-0 flex-1 flex-wrap items-baseline justify-between gap-x-6">
        <p className="font-medium">{isOwnRegistration ? t("ownRegistration") : title}</p>
        <p className="text-sm text-ink-soft max-sm:w-full">
          <RelativeMoment at={at} />
        </p>
        <p className="w-full text-sm wrap-anywhere text-ink-soft">{await describeOrigin(from)}</p>
      </div>
    </li>
  );
}

/** What happened, the newest first. */
export function ActivityList({ activity }: { activity: Activity[] }) {
  return (
    <ol className="divide-y divide-line">
      {activity.map((each) => (
        <ActivityItem key={each.id} {...each} />
      ))}
    </ol>
  );
}

import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { ACTIVITY_FILTERS, type ActivityFilter, listActivity } from "@/lib/audit/list-activity";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { requireAccount } from "@/lib/session/require-account";
import { AccountFrame } from "../account-frame";
import { ActivityList } from "./activity-list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accountActivity"))("title") };
}

function pageHref(filter: ActivityFilter, before?: string): string {
  const query = new URLSearchParams({
    ...(filter !== "all" && { show: filter }),
    ...(before && { before }),
  }).toString();
  return query ? `${paths.accountActivity}?${query}` : paths.accountActivity;
}

/** Links, so that a choice applies at once, with scripts and without. */
async function FilterLinks({ current }: { current: ActivityFilter }) {
  const t = await getTranslations("accountActivity");
  const labels = { all: t("all"), "sign-ins": t("signIns"), changes: t("changes") };
  return (
    <nav aria-label={t("filter")}>
      <ul className="flex flex-wrap gap-2">
        {ACTIVITY_FILTERS.map((filter) => (
          <li key={filter}>
            <a
              href={pageHref(filter)}
              aria-current={filter === current || undefined}
              className="inline-flex min-h-11 items-center rounded-full border border-line px-4 text-ink-soft transition-colors hover:bg-sunken aria-[current]:border-accent aria-[current]:bg-accent-tint aria-[current]:font-medium aria-[current]:text-accent forced-colors:aria-[current]:underline"
            >
              {labels[filter]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ActivityPage({ searchParams }: Props) {
  const { userId } = await requireAccount(paths.accountActivity);
  const { show, before } = await searchParams;
  const filter = ACTIVITY_FILTERS.find((each) => each === show) ?? "all";
  const { activity, older } = await listActivity(userId, { filter, before });
  const t = await getTranslations("accountActivity");
  return (
    <AccountFrame
      path={paths.accountActivity}
      title={t("title")}
      intro={t.rich("intro", {
        password: (chunks) => <TextLink href={paths.accountPassword}>{chunks}</TextLink>,
        devices: (chunks) => <TextLink href={paths.accountSessions}>{chunks}</TextLink>,
      })}
    >
      <FilterLinks current={filter} />
      <Card>
        {activity.length > 0 ? <ActivityList activity={activity} /> : <p>{t("empty")}</p>}
      </Card>
      {(older ?? before) && (
        <nav aria-label={t("pages")} className="flex flex-wrap justify-between gap-3">
          {before && (
            <ButtonLink href={pageHref(filter)} variant="secondary">
              {t("newest")}
            </ButtonLink>
          )}
          {older && (
            <ButtonLink href={pageHref(filter, older)} rel="next" variant="secondary">
              {t("older")}
            </ButtonLink>
          )}
        </nav>
      )}
    </AccountFrame>
  );
}

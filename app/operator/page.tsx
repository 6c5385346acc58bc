import type { Metadata } from "next";
import { PageHeading } from "@/components/ui/page-heading";
import { overview } from "@/lib/operator/statistics/overview";
import { PERIODS, type Period } from "@/lib/operator/statistics/period";
import { paths } from "@/lib/paths";
import { requireOperator } from "@/lib/session/require-account";
import { DurationsPanel } from "./_overview/durations-panel";
import { FallenProviders } from "./_overview/fallen-providers";
import { Headline } from "./_overview/headline";
import { InngestPanel } from "./_overview/inngest-panel";
import { Live } from "./_overview/live";
import { Nobody } from "./_overview/nobody";
import { periodHref, PeriodSwitch } from "./_overview/period-switch";
import { ProvidersPanel } from "./_overview/providers-panel";
import { QueuePanel } from "./_overview/queue-panel";
import { ReputationPanel } from "./_overview/reputation-panel";
import { SendingPanel } from "./_overview/sending-panel";
import { WayCharts } from "./_overview/way-charts";

export const metadata: Metadata = { title: "Overview" };

const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: "UTC" });

const periodOf = (wanted: unknown): Period => PERIODS.find((period) => period === wanted) ?? "day";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function OverviewPage({ searchParams }: Props) {
  const query = await searchParams;
  await requireOperator(paths.operator, query);
  const period = periodOf(query.period);
  const figures = await overview(period);
  const { readAt, funnel, lines, queue, providers, fallenProviders } = figures;
  return (
    <>
      <div className="flex flex-wrap items-end justify-between gap-4">
        <PageHeading title="Overview">From registering to confirmed.</PageHeading>
        <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
          <Live readAt={`${clock.format(readAt)} UTC`} href={periodHref(period)} />
          <PeriodSwitch period={period} />
        </div>
      </div>
      <FallenProviders providers={fallenProviders} />
      {funnel.registered === 0 && <Nobody isNew={figures.isNew} />}
      {!figures.isNew && <Headline funnel={funnel} queue={queue} />}
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        <DurationsPanel {...figures.durations} />
        <QueuePanel queue={queue} now={readAt} />
        <SendingPanel sending={figures.sending} now={readAt} />
        <ReputationPanel {...figures.reputation} />
        <InngestPanel health={figures.health} now={readAt} />
      </div>
      {funnel.registered > 0 && <WayCharts period={period} funnel={funnel} lines={lines} />}
      {providers.length > 0 && (
        <ProvidersPanel
          providers={providers}
          fallen={new Set(fallenProviders.map(({ name }) => name))}
        />
      )}
    </>
  );
}

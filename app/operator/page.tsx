import type { Metadata } from "next";
import { overview } from "@/lib/operator/statistics/overview";
import { PERIODS, type Period } from "@/lib/operator/statistics/period";
import { paths } from "@/lib/paths";
import { requireOperator } from "@/lib/session/require-account";
import { DurationsPanel } from "./_overview/durations-panel";
import { FallenProviders } from "./_overview/fallen-providers";
import { HeldProviders } from "./_overview/held-providers";
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

const periodOf = (wanted: unknown): Period => PERIODS.find((period) => period === wanted) ?? "day";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function OverviewPage({ searchParams }: Props) {
  const query = await searchParams;
  await requireOperator(paths.operator, query);
  const period = periodOf(query.period);
  const figures = await overview(period);
  const { readAt, funnel, lines, queue, providers, fallenProviders, heldProviders } = figures;
  return (
    <>
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-4">
        <h1 className="text-lg font-semibold tracking-tight">Overview</h1>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Live readAt={readAt} href={periodHref(period)} />
          <PeriodSwitch period={period} />
        </div>
      </div>
      <HeldProviders providers={heldProviders} now={readAt} />
      <FallenProviders providers={fallenProviders} />
      {funnel.registered === 0 && <Nobody isNew={figures.isNew} />}
      {!figures.isNew && <Headline {...figures} />}
      {funnel.registered > 0 && <WayCharts period={period} funnel={funnel} lines={lines} />}
      <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        <DurationsPanel {...figures.durations} />
        <QueuePanel queue={queue} now={readAt} />
        <SendingPanel sending={figures.sending} now={readAt} />
        <ReputationPanel {...figures.reputation} />
        <InngestPanel health={figures.health} now={readAt} />
      </div>
      {providers.length > 0 && (
        <ProvidersPanel
          providers={providers}
          fallen={new Set(fallenProviders.map(({ name }) => name))}
        />
      )}
    </>
  );
}

import { ChartFigure } from "@/components/charts/chart-figure";
import { FunnelChart } from "@/components/charts/funnel-chart";
import { LineChart } from "@/components/charts/line-chart";
import type { LineLook } from "@/components/charts/line-drawing";
import { DAY, HOUR, MINUTE } from "@/lib/clock";
import type { Overview } from "@/lib/operator/statistics/overview";
import type { Period } from "@/lib/operator/statistics/period";
import { count, share } from "./in-figures";

type Kind = "registered" | "sent" | "delivered" | "opened" | "confirmed";

const KINDS: { kind: Kind; name: string; short: string; look: LineLook }[] = [
  { kind: "registered", name: "Registered", short: "Registered", look: "quiet" },
  { kind: "sent", name: "Mail sent", short: "Sent", look: "dashed" },
  { kind: "delivered", name: "Delivered", short: "Delivered", look: "plain" },
  { kind: "opened", name: "Opened the link", short: "Opened", look: "dotted" },
  { kind: "confirmed", name: "Confirmed", short: "Confirmed", look: "strong" },
];

const utc = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" });
const time = utc({ hour: "2-digit", minute: "2-digit" });
const day = utc({ day: "numeric", month: "short" });
const dayAndTime = utc({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

/** What a step is called, and how those are named on the axis that begin a rounder time. */
const STEP: Record<Period, { name: string; everyMs: number; onAxis: Intl.DateTimeFormat }> = {
  hour: { name: "minute", everyMs: 5 * MINUTE, onAxis: time },
  day: { name: "hour", everyMs: HOUR, onAxis: time },
  week: { name: "six hours", everyMs: DAY, onAxis: day },
};

/** The way from registering to confirmed: as a funnel, and over time. */
export function WayCharts({
  period,
  funnel,
  lines,
}: Pick<Overview, "period" | "funnel" | "lines">) {
  const steps = KINDS.map(({ kind, name }) => ({
    name,
    count: funnel[kind],
    share: share(funnel[kind], funnel.registered),
  }));
  const { name, everyMs, onAxis } = STEP[period];
  return (
    <>
      <ChartFigure
        title="The way to an account"
        caption="Of those who registered in this period, how many have come how far by now. A link that a scanner opened does not count, and who types the code opens none."
        table={{
          columns: ["Step", "People", "Of registered"],
          rows: steps.map((step) => ({
            key: step.name,
            cells: [step.name, count(step.count), step.share],
          })),
        }}
      >
        <FunnelChart
          label={`Funnel: ${steps.map((step) => `${step.name} ${count(step.count)}`).join(", ")}.`}
          steps={steps}
        />
      </ChartFigure>
      <ChartFigure
        title="Over time"
        caption={`Registrations of each ${name}, and how far those have come by now. Who registered last still needs a moment. Times are in UTC.`}
        table={{
          columns: ["Beginning", ...KINDS.map((kind) => kind.short)],
          rows: lines.map((step) => ({
            key: step.at.toISOString(),
            cells: [dayAndTime.format(step.at), ...KINDS.map(({ kind }) => count(step[kind]))],
          })),
        }}
      >
        <LineChart
          label={`Lines of how many registered in each ${name}, and how many of those were sent their mail, had it delivered, opened the link and confirmed. The table below has the figures.`}
          steps={lines.map(({ at }) => (at.getTime() % everyMs === 0 ? onAxis.format(at) : ""))}
          series={KINDS.map(({ kind, short, look }) => ({
            name: short,
            look,
            values: lines.map((step) => step[kind]),
          }))}
        />
      </ChartFigure>
    </>
  );
}

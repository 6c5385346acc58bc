import { ChartFigure } from "@/components/charts/chart-figure";
import { FunnelChart } from "@/components/charts/funnel-chart";
import { LineChart } from "@/components/charts/line-chart";
import type { LineLook } from "@/components/charts/line-looks";
import { DAY, HOUR, MINUTE } from "@/lib/clock";
import type { Overview } from "@/lib/operator/statistics/overview";
import type { Period } from "@/lib/operator/statistics/period";
import { count, share } from "./in-figures";
import { reachedSteps } from "./reached-steps";

type Kind = "registered" | "sent" | "delivered" | "opened" | "confirmed";

const KINDS: { kind: Kind; name: string; look: LineLook }[] = [
  { kind: "registered", name: "Signed up", look: "quiet" },
  { kind: "sent", name: "Email sent", look: "dashed" },
  { kind: "delivered", name: "Delivered", look: "plain" },
  { kind: "opened", name: "Clicked", look: "dotted" },
  { kind: "confirmed", name: "Confirmed", look: "strong" },
];

/** The steps that everyone who confirms goes through; whoever types the code clicks no link. */
const STEPS = ["registered", "sent", "delivered", "confirmed"] as const;

const utc = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" });
const time = utc({ hour: "2-digit", minute: "2-digit" });
const day = utc({ day: "numeric", month: "short" });
const dayAndTime = utc({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

/** How long a step is, and how those are named on the axis that begin a rounder time. */
const STEP: Record<Period, { name: string; everyMs: number; onAxis: Intl.DateTimeFormat }> = {
  hour: { name: "minute", everyMs: 5 * MINUTE, onAxis: time },
  day: { name: "hour", everyMs: HOUR, onAxis: time },
  week: { name: "6 hours", everyMs: DAY, onAxis: day },
};

/** The way from sign-up to confirmed: as a funnel, and over time. */
export function WayCharts({
  period,
  funnel,
  lines,
}: Pick<Overview, "period" | "funnel" | "lines">) {
  const reached = reachedSteps(funnel);
  const steps = STEPS.map((kind) => ({
    name: KINDS.find((each) => each.kind === kind)?.name ?? kind,
    count: reached[kind],
    share: share(reached[kind], funnel.registered),
  }));
  const clicked = share(funnel.opened, funnel.registered);
  const { name, everyMs, onAxis } = STEP[period];
  return (
    <div className="grid items-start gap-3 xl:grid-cols-[2fr_3fr]">
      <ChartFigure
        title="Sign-up funnel"
        caption="How far people who signed up in this period have got. Anyone who confirmed counts as reached, even without a delivery report."
        table={{
          columns: ["Step", "People", "% of sign-ups"],
          rows: [...steps, { name: "Clicked the link", count: funnel.opened, share: clicked }].map(
            (step) => ({ key: step.name, cells: [step.name, count(step.count), step.share] }),
          ),
        }}
      >
        <FunnelChart
          label={`Funnel: ${steps.map((step) => `${step.name} ${count(step.count)}`).join(", ")}.`}
          steps={steps}
        />
        <p className="text-sm text-ink-soft">
          Clicked the link:{" "}
          <strong className="font-medium text-ink tabular-nums">
            {count(funnel.opened)} ({clicked})
          </strong>
          . Scanner clicks aren’t counted, and people who use the code never open the link.
        </p>
      </ChartFigure>
      <ChartFigure
        title="Over time"
        caption={`Sign-ups per ${name}, and how far they’ve got. Recent ones may still be in progress. Times in UTC.`}
        table={{
          columns: ["Start", ...KINDS.map((kind) => kind.name)],
          rows: lines.map((step) => ({
            key: step.at.toISOString(),
            cells: [dayAndTime.format(step.at), ...KINDS.map(({ kind }) => count(step[kind]))],
          })),
        }}
      >
        <LineChart
          label={`Sign-ups per ${name}, and how many of them were sent the email, had it delivered, clicked the link and confirmed. The arrow keys go from time to time.`}
          names={lines.map(({ at }) => dayAndTime.format(at))}
          steps={lines.map(({ at }) => (at.getTime() % everyMs === 0 ? onAxis.format(at) : ""))}
          series={KINDS.map(({ kind, name: kindName, look }) => ({
            name: kindName,
            look,
            values: lines.map((step) => step[kind]),
          }))}
        />
      </ChartFigure>
    </div>
  );
}

import type { Overview } from "@/lib/operator/statistics/overview";
import { paths } from "@/lib/paths";
import { count, growth, points, share } from "./in-figures";
import { reachedSteps } from "./reached-steps";

type Props = Pick<Overview, "period" | "funnel" | "funnelBefore" | "queue">;

const people = (number: number) => `${count(number)} ${number === 1 ? "person" : "people"}`;

/** What to look at first: each figure leads to its list. */
export function Headline({ period, funnel, funnelBefore, queue }: Props) {
  const [now, before] = [reachedSteps(funnel), reachedSteps(funnelBefore)];
  const against = (change: string | null) => change && `${change} vs prior ${period}`;
  const figures = [
    {
      term: "Sign-ups",
      figure: count(now.registered),
      change: against(growth(now.registered, before.registered)),
      href: `${paths.operatorRegistrations}?since=${period}`,
    },
    {
      term: "Delivered",
      figure: share(now.delivered, now.registered),
      note: people(now.delivered),
      change: against(
        points([now.delivered, now.registered], [before.delivered, before.registered]),
      ),
      href: `${paths.operatorDeliveries}?status=delivered&since=${period}`,
    },
    {
      term: "Confirmed",
      figure: share(now.confirmed, now.registered),
      note: people(now.confirmed),
      change: against(
        points([now.confirmed, now.registered], [before.confirmed, before.registered]),
      ),
      href: `${paths.operatorRegistrations}?state=confirmed&since=${period}`,
    },
    {
      term: "Bounced",
      figure: count(funnel.bounced),
      change: against(growth(funnel.bounced, funnelBefore.bounced)),
      href: `${paths.operatorDeliveries}?status=bounced&since=${period}`,
    },
    {
      term: "Failed",
      figure: count(queue.failed),
      href: paths.operatorFailed,
    },
  ];
  return (
    <dl className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-5">
      {figures.map(({ term, figure, note, change, href }) => (
        <div
          key={term}
          className="relative flex flex-col rounded-md border border-line px-4 py-3 transition-colors hover:border-line-strong hover:bg-paper"
        >
          <dt className="text-sm text-ink-soft">
            <a href={href} className="after:absolute after:inset-0 after:rounded-md">
              {term}
            </a>
          </dt>
          <dd className="text-2xl font-semibold tracking-tight tabular-nums">{figure}</dd>
          {note && <dd className="text-sm text-ink-soft tabular-nums">{note}</dd>}
          {change && <dd className="text-sm text-ink-soft tabular-nums">{change}</dd>}
        </div>
      ))}
    </dl>
  );
}

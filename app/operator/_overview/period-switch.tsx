import { PERIODS, type Period } from "@/lib/operator/statistics/period";
import { paths } from "@/lib/paths";

type Props = { period: Period };

/** Where the overview of a period is. */
export function periodHref(period: Period): string {
  return period === "day" ? paths.operator : `${paths.operator}?period=${period}`;
}

/** Over which time to look back. */
export function PeriodSwitch({ period }: Props) {
  return (
    <nav aria-label="Period">
      <ul className="flex gap-1 rounded-md bg-sunken p-0.5">
        {PERIODS.map((name) => (
          <li key={name}>
            <a
              href={periodHref(name)}
              aria-current={name === period ? "page" : undefined}
              className="inline-flex items-center rounded-sm border border-transparent px-3.5 text-sm text-ink-soft transition-colors hover:text-ink aria-[current]:border-line-strong aria-[current]:bg-surface aria-[current]:font-medium aria-[current]:text-ink max-lg:min-h-11 lg:min-h-7"
            >
              {name[0]?.toUpperCase() + name.slice(1)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

import { scaleLinear } from "d3-scale";
import { area } from "d3-shape";
import { cx } from "../ui/cx";

/** A step and how many reached it; `share` is what stands beside the count: "97%". */
export type FunnelStep = { name: string; count: number; share: string };

type Props = { steps: FunnelStep[]; width: number; className: string };

const NAME_HEIGHT = 24;
const BAR_HEIGHT = 14;
const ROW_HEIGHT = 54;

const number = new Intl.NumberFormat("en-GB");

/** The funnel at one size, in units that are pixels when it is shown at that width. */
export function FunnelDrawing({ steps, width, className }: Props) {
  const most = Math.max(1, ...steps.map(({ count }) => count));
  const x = scaleLinear([0, most], [0, width]);
  const rows = steps.map((step, row) => ({ ...step, top: row * ROW_HEIGHT + NAME_HEIGHT }));
  // From the foot of each bar to the head of the next: what is lost is the slope.
  const slope = area<{ at: number; count: number }>()
    .y(({ at }) => at)
    .x0(0)
    .x1(({ count }) => x(count));
  return (
    <svg
      viewBox={`0 0 ${width} ${steps.length * ROW_HEIGHT - ROW_HEIGHT + NAME_HEIGHT + BAR_HEIGHT}`}
      aria-hidden="true"
      className={cx("h-auto w-full", className)}
      fontSize="14"
    >
      {rows.map(({ name, count, share, top }, row) => {
        const next = rows[row + 1];
        const isLast = next === undefined;
        return (
          <g key={name}>
            {next && (
              <path
                d={
                  slope([
                    { at: top + BAR_HEIGHT, count },
                    { at: next.top, count: next.count },
                  ]) ?? undefined
                }
                className="fill-accent-tint"
              />
            )}
            <rect y={top} width={width} height={BAR_HEIGHT} rx="3" className="fill-sunken" />
            <rect
              y={top}
              width={x(count)}
              height={BAR_HEIGHT}
              rx="3"
              className={isLast ? "fill-success" : "fill-accent"}
            />
            <text x="2" y={top - 8} className="fill-ink font-medium">
              {name}
            </text>
            <text x={width} y={top - 8} textAnchor="end" className="fill-ink tabular-nums">
              {number.format(count)}
              <tspan className="fill-ink-soft">{` · ${share}`}</tspan>
            </text>
          </g>
        );
      })}
    </svg>
  );
}

import { max } from "d3-array";
import { scaleLinear } from "d3-scale";
import { curveMonotoneX, line } from "d3-shape";
import { cx } from "../ui/cx";
import { looks, margin, type Series } from "./line-looks";
import { spreadLabels } from "./spread-labels";

type Props = {
  series: Series[];
  /** Names of the steps; those without are not named on the axis, nor those without room. */
  steps: string[];
  width: number;
  height: number;
  className: string;
};

const LABEL_HEIGHT = 17;
/** Room that the name of a step needs on the axis. */
const STEP_NAME_WIDTH = 60;

const number = new Intl.NumberFormat("en-GB", { notation: "compact" });

/** The lines at one size, in units that are pixels when it is shown at that width. */
export function LineDrawing({ series, steps, width, height, className }: Props) {
  const [right, bottom] = [width - margin.right, height - margin.bottom];
  const last = steps.length - 1;
  const most = max(series, ({ values }) => max(values)) ?? 0;
  const x = scaleLinear([0, Math.max(1, last)], [margin.left, right]);
  const y = scaleLinear([0, Math.max(4, most)], [bottom, margin.top]).nice(4);
  const path = line<number>((_, step) => x(step), y).curve(curveMonotoneX);
  const levels = y.ticks(4).filter(Number.isInteger);
  const named = steps.flatMap((name, step) => (name === "" ? [] : [{ name, step }]));
  const every = Math.ceil((named.length * STEP_NAME_WIDTH) / (right - margin.left));
  const ends = series.map(({ values }) => y(values.at(-1) ?? 0));
  const labels = spreadLabels(ends, LABEL_HEIGHT, bottom);
  // Where lines lie on each other, the thinner one is seen on the wider one.
  const widestFirst = series
    .map((_, index) => index)
    .toSorted((a, b) => looks[series[b]!.look].width - looks[series[a]!.look].width);
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      className={cx("h-auto w-full", className)}
      fontSize="12"
      fill="none"
    >
      {levels.map((level) => (
        <g key={level}>
          <path d={`M${margin.left} ${y(level)}H${right}`} className="stroke-line" />
          <text
            x={margin.left - 8}
            y={y(level)}
            dy="0.35em"
            textAnchor="end"
            className="fill-ink-soft"
          >
            {number.format(level)}
          </text>
        </g>
      ))}
      {named
        .filter((_, place) => place % every === 0)
        .map(({ name, step }) => (
          <text key={step} x={x(step)} y={height - 6} textAnchor="middle" className="fill-ink-soft">
            {name}
          </text>
        ))}
      {widestFirst.map((index) => {
        const { name, values, look } = series[index]!;
        const { stroke, width: thickness, dash } = looks[look];
        const [end, label] = [ends[index]!, labels[index]!];
        return (
          <g key={name}>
            <path
              d={path(values) ?? undefined}
              className={stroke}
              strokeWidth={thickness}
              strokeDasharray={dash}
              strokeLinecap="round"
              strokeLinejoin="round"
            />
            <path
              d={`M${right + 2} ${end}L${right + 12} ${label}h10`}
              className={stroke}
              strokeWidth={thickness}
              strokeDasharray={dash}
            />
            <text x={right + 27} y={label} dy="0.35em" className="fill-ink">
              {name}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

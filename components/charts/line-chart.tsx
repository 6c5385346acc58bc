import { LineDrawing } from "./line-drawing";
import type { Series } from "./line-looks";
import { LineValues } from "./line-values";

type Props = {
  /** What is drawn, for screen readers. */
  label: string;
  series: Series[];
  /** Names of the steps. */
  names: string[];
  /** Names of the steps for the axis, empty for those that need none. */
  steps: string[];
};

/** Lines over time. Drawn twice, because letters must not shrink with the drawing on a phone. */
export function LineChart({ label, series, names, steps }: Props) {
  const drawing = (width: number, height: number) => ({
    width,
    height,
    lines: <LineDrawing series={series} steps={steps} width={width} height={height} className="" />,
  });
  return (
    <LineValues
      label={label}
      series={series}
      names={names}
      phone={drawing(360, 250)}
      screen={drawing(600, 250)}
    />
  );
}

import { LineDrawing, type Series } from "./line-drawing";

type Props = {
  /** What is drawn, for whoever does not see it. */
  label: string;
  series: Series[];
  /** Names of the steps for the axis, empty for those that need none. */
  steps: string[];
};

/** Lines over time. Drawn twice, because letters must not shrink with the drawing on a phone. */
export function LineChart({ label, series, steps }: Props) {
  return (
    <div role="img" aria-label={label}>
      <LineDrawing series={series} steps={steps} width={360} height={250} className="md:hidden" />
      <LineDrawing
        series={series}
        steps={steps}
        width={880}
        height={300}
        className="hidden md:block"
      />
    </div>
  );
}

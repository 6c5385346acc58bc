import { scaleLinear } from "d3-scale";

type Props = {
  value: number;
  /** Values at which something happens, rising. The last one is drawn near the end. */
  levels: readonly number[];
};

const WIDTH = 200;
const HEIGHT = 12;

/** How near a value has come to levels. The words beside it say the same. */
export function LevelMeter({ value, levels }: Props) {
  const end = (levels.at(-1) ?? 1) * 1.2;
  const x = scaleLinear([0, end], [0, WIDTH]).clamp(true);
  const [first = Infinity] = levels;
  const fill =
    value >= first ? "fill-danger" : value >= first * 0.8 ? "fill-warning" : "fill-accent";
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      className="h-3 w-full"
    >
      <rect y="3" width={WIDTH} height="6" className="fill-sunken" />
      <rect y="3" width={x(value)} height="6" className={fill} />
      {levels.map((level) => (
        <rect key={level} x={x(level)} width="1" height={HEIGHT} className="fill-ink-soft" />
      ))}
    </svg>
  );
}

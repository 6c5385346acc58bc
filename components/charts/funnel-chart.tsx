import { FunnelDrawing, type FunnelStep } from "./funnel-drawing";

type Props = {
  /** What is drawn, for whoever does not see it. */
  label: string;
  steps: FunnelStep[];
};

/**
 * How many get from each step to the next. Drawn twice, so that letters stay as large on a phone.
 */
export function FunnelChart({ label, steps }: Props) {
  return (
    <div role="img" aria-label={label}>
      <FunnelDrawing steps={steps} width={340} className="sm:hidden" />
      <FunnelDrawing steps={steps} width={560} className="hidden sm:block xl:hidden" />
      <FunnelDrawing steps={steps} width={340} className="hidden xl:block" />
    </div>
  );
}

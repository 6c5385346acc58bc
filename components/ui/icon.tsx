import { cx } from "./cx";
import { back, forward } from "./icon-shapes";

type Props = {
  /** One of icon-shapes.ts. */
  shape: string;
  className?: string;
};

/** A line drawing in the colour of the text beside it; the text carries the meaning. */
export function Icon({ shape, className }: Props) {
  const isArrow = shape === back || shape === forward;
  return (
    <svg
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className={cx("size-5 shrink-0", isArrow && "rtl:-scale-x-100", className)}
    >
      <path d={shape} />
    </svg>
  );
}

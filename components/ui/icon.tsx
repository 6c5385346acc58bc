import { cx } from "./cx";

type Props = {
  /** One of icon-shapes.ts. */
  shape: string;
  /** An arrow: points the other way where people read from right to left. */
  isArrow?: boolean;
  className?: string;
};

/** A line drawing in the colour of the text beside it; the text carries the meaning. */
export function Icon({ shape, isArrow, className }: Props) {
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

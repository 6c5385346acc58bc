import { cx } from "./cx";

type Props = { className?: string };

/** Keeps the place of something that is on its way; give it that thing's size. */
export function Skeleton({ className }: Props) {
  return <div aria-hidden="true" className={cx("animate-pulse rounded-md bg-line", className)} />;
}

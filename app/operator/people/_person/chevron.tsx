import { cx } from "@/components/ui/cx";

type Props = {
  /** How it turns while its part is open. */
  className: string;
};

/** Before the name of what can be folded. */
export function Chevron({ className }: Props) {
  return (
    <span aria-hidden="true" className={cx("w-2 text-ink-soft transition-transform", className)}>
      ›
    </span>
  );
}

import type { ReactNode } from "react";
import { cx } from "../ui/cx";

type Props = { label: string; children: ReactNode; className?: string };

/** Something wider than a phone, which scrolls by itself, with the keyboard too. */
export function ScrollArea({ label, children, className }: Props) {
  return (
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      className={cx("overflow-auto rounded-sm", className)}
    >
      {children}
    </div>
  );
}

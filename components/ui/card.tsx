import type { ReactNode } from "react";
import { cx } from "./cx";

type Props = { children: ReactNode; className?: string };

/** A raised sheet that holds one task or one group of facts, its parts evenly spaced. */
export function Card({ children, className }: Props) {
  return (
    <div
      className={cx(
        "flex flex-col gap-6 rounded-lg border border-line bg-surface p-5 shadow-card sm:p-8",
        className,
      )}
    >
      {children}
    </div>
  );
}

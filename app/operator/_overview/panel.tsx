import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

type Props = {
  id: string;
  title: string;
  /** Takes the place of two where panels stand side by side. */
  isWide?: boolean;
  children: ReactNode;
};

/** Some figures that belong together, under their name. */
export function Panel({ id, title, isWide, children }: Props) {
  return (
    <section
      aria-labelledby={id}
      className={cx(
        "flex min-w-0 flex-col gap-3 rounded-md border border-line p-4",
        isWide && "sm:col-span-2",
      )}
    >
      <h2 id={id} className="font-semibold tracking-tight">
        {title}
      </h2>
      {children}
    </section>
  );
}

import type { ReactNode } from "react";

type Props = { id: string; title: string; children: ReactNode };

/** Some figures that belong together, under their name. */
export function Panel({ id, title, children }: Props) {
  return (
    <section
      aria-labelledby={id}
      className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-5 shadow-card"
    >
      <h2 id={id} className="font-semibold tracking-tight">
        {title}
      </h2>
      {children}
    </section>
  );
}

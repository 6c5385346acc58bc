import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";

type Props = {
  /** Unique on the page. */
  id: string;
  title: string;
  text: ReactNode;
  /** A word on its state: "On", "8 codes left". */
  mark?: string;
  children?: ReactNode;
};

/** One kind of second factor, or what belongs to all of them. */
export function FactorSection({ id, title, text, mark, children }: Props) {
  return (
    <Card>
      <section aria-labelledby={id} className="flex flex-col gap-4">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h2 id={id} className="text-lg font-semibold">
            {title}
          </h2>
          {mark && <Badge>{mark}</Badge>}
        </div>
        <p className="text-ink-soft">{text}</p>
        {children}
      </section>
    </Card>
  );
}

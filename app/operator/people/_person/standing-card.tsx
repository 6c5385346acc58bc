import { Card } from "@/components/ui/card";
import { cx } from "@/components/ui/cx";
import type { Explanation } from "@/lib/operator/timeline/explain";

type Props = { explanation: Explanation };

const edges: Record<Explanation["tone"], string> = {
  good: "border-l-success",
  waiting: "border-l-warning",
  bad: "border-l-danger",
  neutral: "border-l-line-strong",
};

/** Where things stand with somebody, and why. */
export function StandingCard({ explanation: { tone, sentences } }: Props) {
  return (
    <section aria-labelledby="standing">
      <Card className={cx("border-l-4", edges[tone])}>
        <div className="flex flex-col gap-2">
          <h2 id="standing" className="text-sm font-medium text-ink-soft">
            Where things stand
          </h2>
          {sentences.map((sentence) => (
            <p key={sentence} className="text-lg wrap-anywhere">
              {sentence}
            </p>
          ))}
        </div>
      </Card>
    </section>
  );
}

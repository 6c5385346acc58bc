import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { COUNTED_FAILURES, type FailureKindCount } from "@/lib/operator/lists/count-failures";
import { failureAdvice } from "@/lib/operator/lists/failed-list";
import { paths } from "@/lib/paths";
import { emailsInWords, replayHref } from "../replay/replay-kinds";

type Props = {
  kinds: FailureKindCount[];
  /** The kind that is looked at; its advice alone is shown then. */
  chosen: string | undefined;
};

/** The kinds of failure there are, and what whoever runs the site does about each. */
export function FailureKinds({ kinds, chosen }: Props) {
  const shown = failureAdvice.flatMap(({ code, label, advice }) => {
    const kind = kinds.find((each) => each.code === code);
    return kind && (!chosen || chosen === code) ? [{ ...kind, label, advice }] : [];
  });
  if (shown.length === 0) return null;
  return (
    <section aria-label="What to do">
      <Card className="gap-0">
        <dl className="divide-y divide-line">
          {shown.map(({ code, label, advice, mails }) => (
            <div
              key={code}
              className="grid gap-x-6 gap-y-0.5 py-3 first:pt-0 last:pb-0 md:grid-cols-[14rem_1fr]"
            >
              <dt>
                <TextLink href={`${paths.operatorFailed}?code=${code}`}>{label}</TextLink>
                <span className="block text-sm text-ink-soft">
                  {emailsInWords(mails, COUNTED_FAILURES)}
                </span>
              </dt>
              <dd className="wrap-anywhere">
                {advice} <TextLink href={replayHref(code)}>Replay them all</TextLink>
              </dd>
            </div>
          ))}
        </dl>
      </Card>
    </section>
  );
}

import { ScrollArea } from "@/components/charts/scroll-area";
import { TextLink } from "@/components/ui/text-link";
import { COUNTED_FAILURES, type FailureKindCount } from "@/lib/operator/lists/count-failures";
import { failureAdvice } from "@/lib/operator/lists/failed-list";
import { paths } from "@/lib/paths";
import { ShortTime } from "../_lists/short-time";
import { replayHref } from "../replay/replay-kinds";

type Props = {
  kinds: FailureKindCount[];
  /** The kind that is looked at; it alone is shown then, with its advice. */
  chosen: string | undefined;
};

const bounded = (emails: number) =>
  emails > COUNTED_FAILURES ? `${COUNTED_FAILURES}+` : String(emails);

/** The kinds of failure there are, and what whoever runs the site does about each. */
export function FailureKinds({ kinds, chosen }: Props) {
  const shown = kinds.flatMap((kind) => {
    const known = failureAdvice.find(({ code }) => code === kind.code);
    return known && (!chosen || chosen === kind.code) ? [{ ...kind, ...known }] : [];
  });
  if (shown.length === 0) return null;
  return (
    <section aria-label="Kinds of failure" className="pb-4">
      {/* Low, so that the emails themselves begin on the first screen. */}
      <ScrollArea label="Kinds of failure, as a table" className="max-h-64">
        <table className="w-full rounded-md border border-line bg-surface text-left text-sm">
          <thead className="text-ink-soft">
            <tr>
              <th scope="col" className="px-3 py-1.5 font-medium">
                Failure
              </th>
              <th scope="col" className="px-3 py-1.5 text-right font-medium">
                Emails
              </th>
              <th scope="col" className="px-3 py-1.5 font-medium max-md:hidden">
                Oldest
              </th>
              <th scope="col" className="px-3 py-1.5 font-medium">
                Action
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ code, label, advice, mails, oldest, isRetryFutile }) => (
              <tr key={code} className="align-top">
                <th scope="row" className="border-t border-line px-3 py-1.5 font-normal">
                  <TextLink href={`${paths.operatorFailed}?code=${code}`}>{label}</TextLink>
                  <details open={chosen === code} className="text-ink-soft">
                    <summary className="w-fit cursor-pointer rounded-sm max-lg:py-2">
                      Advice<span className="sr-only">: {label}</span>
                    </summary>
                    <p className="max-w-prose pt-1 wrap-anywhere">{advice}</p>
                  </details>
                </th>
                <td className="border-t border-line px-3 py-1.5 text-right tabular-nums">
                  {bounded(mails)}
                </td>
                <td className="border-t border-line px-3 py-1.5 whitespace-nowrap max-md:hidden">
                  <ShortTime at={oldest} />
                </td>
                <td className="border-t border-line px-3 py-1.5 md:whitespace-nowrap">
                  {isRetryFutile ? (
                    <span className="text-ink-soft">Retrying won’t help</span>
                  ) : (
                    <TextLink href={replayHref(code)}>
                      Retry all<span className="sr-only">: {label}</span>
                    </TextLink>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </section>
  );
}

import { cx } from "@/components/ui/cx";
import { TextLink } from "@/components/ui/text-link";
import type { Entry } from "@/lib/operator/timeline/entry";
import type { Person } from "@/lib/operator/timeline/person";
import { actHref, subjectQuery } from "../../_actions/person-href";
import { Instant } from "./instant";

type Props = { entries: Entry[]; person: Person };

const dots: Record<Entry["tone"], string> = {
  good: "bg-success",
  waiting: "bg-warning",
  bad: "bg-danger",
  neutral: "bg-line-strong",
};

/** What happened, the newest first. The dot's colour only repeats what the words say. */
export function TimelineList({ entries, person }: Props) {
  return (
    <ol className="flex flex-col">
      {entries.map(({ at, title, tone, lines, replayable }, index) => (
        <li key={index} className="relative flex gap-4 pb-5 last:pb-0">
          {index < entries.length - 1 && (
            <span aria-hidden="true" className="absolute top-4 bottom-0 left-1.25 w-px bg-line" />
          )}
          <span
            aria-hidden="true"
            className={cx("relative mt-1.75 size-2.75 shrink-0 rounded-full", dots[tone])}
          />
          <div className="min-w-0 flex-1">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4 sm:flex-nowrap">
              <p className="min-w-0 font-medium wrap-anywhere">{title}</p>
              <p className="shrink-0 text-sm text-ink-soft tabular-nums">
                <Instant at={at} />
              </p>
            </div>
            {lines.map((line, place) => (
              <p key={place} className="text-sm wrap-anywhere text-ink-soft">
                {line}
              </p>
            ))}
            {replayable && (
              <TextLink
                href={actHref("replay", subjectQuery(person), replayable)}
                className="inline-block py-1"
              >
                Replay this mail
              </TextLink>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

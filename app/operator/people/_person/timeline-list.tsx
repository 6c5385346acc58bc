import { AddressText } from "@/components/ui/address-text";
import { cx } from "@/components/ui/cx";
import { TextLink } from "@/components/ui/text-link";
import type { Entry, EntryEmail } from "@/lib/operator/timeline/entry";
import type { Person } from "@/lib/operator/timeline/person";
import { actHref, subjectQuery } from "../../_actions/person-href";
import { StatusMark } from "../../_lists/status-mark";
import { Chevron } from "./chevron";
import { groupEntries } from "./group-entries";
import { Instant } from "./instant";

type Props = { entries: Entry[]; person: Person };

const dots: Record<Entry["tone"], string> = {
  good: "bg-success",
  waiting: "bg-warning",
  bad: "bg-danger",
  neutral: "bg-line-strong",
};

function EntryText({ entry, person }: { entry: Entry; person: Person }) {
  const { at, title, tone, lines, replayable } = entry;
  return (
    <div className="flex gap-3 py-2 text-sm">
      {/* The colour only repeats what the words say. */}
      <span aria-hidden="true" className={cx("mt-1.5 size-2 shrink-0 rounded-full", dots[tone])} />
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline justify-between gap-x-4 max-sm:flex-col">
          <p className="min-w-0 font-medium wrap-anywhere">{title}</p>
          <p className="shrink-0 text-ink-soft tabular-nums">
            <Instant at={at} />
          </p>
        </div>
        {lines.map((line, place) => (
          <p key={place} className="wrap-anywhere text-ink-soft">
            <AddressText>{line}</AddressText>
          </p>
        ))}
        {replayable && (
          <TextLink
            href={actHref("replay", subjectQuery(person), replayable)}
            className="inline-block py-1"
          >
            Retry this email
          </TextLink>
        )}
      </div>
    </div>
  );
}

type EmailProps = { email: EntryEmail; entries: Entry[]; isOpen: boolean; person: Person };

/** An email with all that happened to it. On a phone times stand under what they are of. */
function EmailEntries({ email, entries, isOpen, person }: EmailProps) {
  return (
    <details open={isOpen} className="group/email">
      <summary className="flex min-h-11 cursor-pointer list-none flex-wrap items-center gap-x-3 gap-y-1 rounded-sm py-2 text-sm [&::-webkit-details-marker]:hidden">
        <Chevron className="group-open/email:rotate-90" />
        <span className="font-medium">{email.title}</span>
        <StatusMark status={email.status} />
        <span className="flex flex-1 flex-wrap justify-between gap-x-3 text-ink-soft tabular-nums max-sm:basis-full max-sm:flex-row-reverse max-sm:justify-end max-sm:pl-5">
          <span>{entries.length === 1 ? "1 event" : `${entries.length} events`}</span>
          {entries[0] && <Instant at={entries[0].at} />}
        </span>
      </summary>
      <ol className="mb-2 ml-1 border-l border-line pl-4">
        {entries.map((entry, index) => (
          <li key={index}>
            <EntryText entry={entry} person={person} />
          </li>
        ))}
      </ol>
    </details>
  );
}

/** What happened, the newest first, the events of one email together. */
export function TimelineList({ entries, person }: Props) {
  const parts = groupEntries(entries);
  const newest = parts.find(({ email }) => email !== null);
  return (
    <ol className="divide-y divide-line">
      {parts.map((part, index) => (
        <li key={index}>
          {part.email ? (
            <EmailEntries
              email={part.email}
              entries={part.entries}
              isOpen={part === newest || part.entries.some(({ replayable }) => replayable)}
              person={person}
            />
          ) : (
            part.entries.map((entry) => (
              <EntryText key={entry.title} entry={entry} person={person} />
            ))
          )}
        </li>
      ))}
    </ol>
  );
}

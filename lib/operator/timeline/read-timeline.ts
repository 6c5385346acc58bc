import "server-only";
import { after, HOUR } from "../../clock";
import { accountEntries } from "./account-entries";
import type { Entry } from "./entry";
import { mailEntries } from "./email-entries";
import type { Person } from "./person";
import { phoneCodeEntries } from "./phone-code-entries";
import { provingEntries } from "./verification-entries";
import { readHistory } from "./read-history";

/** Entries on one page. */
const PAGE = 200;

/** A page of a timeline, the newest first; `olderUntil` is where the next one begins. */
export type Timeline = { entries: Entry[]; olderUntil: Date | null };

/** The newest of some entries, cut between two moments, so that none is lost or told twice. */
export function newestOf(entries: Entry[], most = PAGE): Timeline {
  const sorted = entries.toSorted((a, b) => b.at.getTime() - a.at.getTime() || b.rank - a.rank);
  const next = sorted[most];
  if (!next) return { entries: sorted, olderUntil: null };
  const whole = sorted.filter(({ at }) => at > next.at);
  return whole.length > 0
    ? { entries: whole, olderUntil: next.at }
    : { entries: sorted.slice(0, most), olderUntil: after(next.at, -1) };
}

/**
 * Everything that happened to a person until a moment, the newest first. Nothing in it opens
 * an account: no link, code, hash or id of a proof.
 */
export async function readTimeline(
  person: Person,
  until: Date | null = null,
  now = new Date(),
): Promise<Timeline> {
  // The provider's clock may be ahead of ours.
  const end = until ?? after(now, HOUR);
  const history = await readHistory(person, end);
  const entries = [
    ...provingEntries(history, now),
    ...phoneCodeEntries(history, now),
    ...mailEntries(history, person.address, now),
    ...accountEntries(history, person.stops),
  ];
  return newestOf(entries.filter(({ at }) => at <= end));
}

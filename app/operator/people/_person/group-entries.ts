import type { Entry, EntryEmail } from "@/lib/operator/timeline/entry";

/** A part of a timeline: one entry, or all entries of one email. */
export type Part = { email: EntryEmail | null; entries: Entry[] };

/** Brings the entries of each email together, at the place of the newest one. */
export function groupEntries(entries: Entry[]): Part[] {
  const parts: Part[] = [];
  const byEmail = new Map<string, Part>();
  for (const entry of entries) {
    const known = entry.email && byEmail.get(entry.email.id);
    if (known) {
      known.entries.push(entry);
      continue;
    }
    const part = { email: entry.email ?? null, entries: [entry] };
    if (entry.email) byEmail.set(entry.email.id, part);
    parts.push(part);
  }
  return parts;
}

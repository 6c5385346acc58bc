import { Mark, type MarkTone } from "@/components/ui/mark";
import { statusWords, templateWords } from "@/lib/operator/lists/delivery-words";
import { reasonWords, scopeWords } from "@/lib/operator/lists/suppression-list";
import type { Explanation } from "@/lib/operator/timeline/explain";
import type { Person } from "@/lib/operator/timeline/person";
import type { Situation } from "@/lib/operator/timeline/read-situation";
import { statusTones } from "../../_lists/status-mark";
import { Instant } from "./instant";

type Props = { person: Person; situation: Situation; explanation: Explanation; now: Date };

type Cell = { label: string; tone: MarkTone; value: string; note?: string; at?: Date };

function accountCell({ account }: Person): Cell {
  const label = "Account";
  if (!account) return { label, tone: "neutral", value: "None" };
  const { eraseAt, lockedAt, createdAt, role } = account;
  if (eraseAt) return { label, tone: "bad", value: "Deletion scheduled", at: eraseAt };
  if (lockedAt) return { label, tone: "bad", value: "Locked", at: lockedAt };
  const value = role === "operator" ? "Operator" : "Active";
  return { label, tone: "good", value, note: "Signed up", at: createdAt };
}

function addressCell({ account }: Person): Cell {
  const confirmedAt = account?.confirmedAt;
  return confirmedAt
    ? { label: "Email", tone: "good", value: "Confirmed", at: confirmedAt }
    : { label: "Email", tone: account ? "waiting" : "neutral", value: "Not confirmed" };
}

function latestCell({ mail }: Situation): Cell {
  const label = "Latest email";
  if (!mail) return { label, tone: "neutral", value: "None" };
  const { status, template, createdAt } = mail;
  return {
    label,
    tone: statusTones[status],
    value: statusWords[status],
    note: templateWords[template],
    at: createdAt,
  };
}

function blockCell({ stops }: Person, now: Date): Cell {
  const blocks = stops.filter(({ expiresAt }) => !expiresAt || expiresAt > now);
  const [first] = blocks;
  if (!first) return { label: "Blocks", tone: "good", value: "None" };
  return {
    label: "Blocks",
    tone: "bad",
    value: blocks.length === 1 ? scopeWords[first.scope] : `${blocks.length} blocks`,
    note: reasonWords[first.reason],
    at: first.createdAt,
  };
}

/** The status of someone at a glance, and what to know or to do first. */
export function StatusCard({ person, situation, explanation, now }: Props) {
  const cells = [
    accountCell(person),
    addressCell(person),
    latestCell(situation),
    blockCell(person, now),
  ];
  return (
    <section aria-label="Status" className="rounded-md border border-line">
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-t-md bg-line xl:grid-cols-4">
        {cells.map(({ label, tone, value, note, at }) => (
          <div key={label} className="flex min-w-0 flex-col gap-1 bg-surface px-4 py-3 text-sm">
            <dt className="text-ink-soft">{label}</dt>
            <dd className="-ml-1">
              <Mark tone={tone}>{value}</Mark>
            </dd>
            {note && <dd className="wrap-anywhere">{note}</dd>}
            {at && (
              <dd className="text-ink-soft tabular-nums">
                <Instant at={at} />
              </dd>
            )}
          </div>
        ))}
      </dl>
      <p className="border-t border-line px-4 py-3 wrap-anywhere">{explanation.lead}</p>
    </section>
  );
}

import { AddressText } from "@/components/ui/address-text";
import { cx } from "@/components/ui/cx";
import { factorWords } from "@/lib/operator/lists/factor-words";
import { explainBounce, reasonWords, scopeWords } from "@/lib/operator/lists/suppression-list";
import type { LimitInForce } from "@/lib/operator/timeline/limits-in-force";
import type { Person } from "@/lib/operator/timeline/person";
import { Chevron } from "./chevron";
import { Instant } from "./instant";

type Props = { person: Person; limits: LimitInForce[]; now: Date; className: string };

type Account = NonNullable<Person["account"]>;

const momentOr = (at: Date | null, otherwise: string) => (at ? <Instant at={at} /> : otherwise);

function accountFacts(account: Account) {
  const { sessions } = account;
  return [
    { term: "ID", detail: <span className="select-all">{account.id}</span> },
    { term: "Entered as", detail: <AddressText>{account.originalAddress}</AddressText> },
    { term: "Role", detail: account.role === "operator" ? "Operator" : "Member" },
    { term: "Signed up", detail: <Instant at={account.createdAt} /> },
    { term: "Confirmed", detail: momentOr(account.confirmedAt, "No") },
    { term: "Locked", detail: momentOr(account.lockedAt, "No") },
    ...(account.eraseAt ? [{ term: "Deletion on", detail: <Instant at={account.eraseAt} /> }] : []),
    {
      term: "Active sessions",
      detail:
        sessions.length === 0 ? (
          "None"
        ) : (
          <ul>
            {sessions.map(({ device, place, lastSeenAt }, index) => (
              <li key={index}>
                {device}, {place}
                <span className="block text-ink-soft">
                  Last seen <Instant at={lastSeenAt} />
                </span>
              </li>
            ))}
          </ul>
        ),
    },
  ];
}

/** Which second factors there are, never what proves them. */
function factorFacts({ factors, recoveryCodes, trustedBrowsers, factorRemoval }: Account) {
  if (factors.length === 0) return [{ term: "Second factor", detail: "None" }];
  return [
    ...factors.map(({ kind, name, number, addedAt, lastUsedAt }) => ({
      term: "Second factor",
      detail: (
        <>
          {factorWords[kind]}
          {(name ?? number) && `, ${name ?? number}`}
          <span className="block text-ink-soft">
            Added <Instant at={addedAt} />, {lastUsedAt ? "last used " : "never used"}
            {lastUsedAt && <Instant at={lastUsedAt} />}
          </span>
        </>
      ),
    })),
    { term: "Recovery codes", detail: `${recoveryCodes} left` },
    { term: "Trusted browsers", detail: trustedBrowsers || "None" },
    ...(factorRemoval
      ? [
          {
            term: "Removal of second factors",
            detail: (
              <>
                Due <Instant at={factorRemoval.dueAt} />
                <span className="block text-ink-soft">
                  Started <Instant at={factorRemoval.startedAt} />
                </span>
              </>
            ),
          },
        ]
      : []),
  ];
}

function stopFacts({ stops }: Person, now: Date) {
  if (stops.length === 0) return [{ term: "Blocked", detail: "No" }];
  return stops.map(({ scope, reason, cause, times, createdAt, expiresAt }) => ({
    term: `${expiresAt && expiresAt <= now ? "Blocked before" : "Blocked"}: ${scopeWords[scope].toLowerCase()}`,
    detail: (
      <>
        {reasonWords[reason]}
        {cause && (
          <span className="block first-letter:uppercase">{explainBounce({ cause, times })}</span>
        )}
        <span className="block text-ink-soft">
          Since <Instant at={createdAt} />,{" "}
          {expiresAt ? (
            <>
              until <Instant at={expiresAt} />
            </>
          ) : (
            "until removed"
          )}
        </span>
      </>
    ),
  }));
}

function limitFacts(limits: LimitInForce[]) {
  return limits.map(({ label, used, allowed, refused, endsAt }) => ({
    term: label,
    detail: (
      <>
        {used} of {allowed} used
        {refused > 0 && `, ${refused} blocked`}
        <span className="block text-ink-soft">
          Resets at <Instant at={endsAt} />
        </span>
      </>
    ),
  }));
}

/** The account, its sessions, its blocks and its limits. Folded where they stand above the history. */
export function FactsCard({ person, limits, now, className }: Props) {
  const { account, address } = person;
  const items = [
    { term: "Address", detail: <AddressText>{address}</AddressText> },
    ...(account ? [...accountFacts(account), ...factorFacts(account)] : []),
    ...stopFacts(person, now),
    ...limitFacts(limits),
  ];
  return (
    <section
      aria-label="Details"
      className={cx("min-w-0 rounded-md border border-line px-4", className)}
    >
      {/* On a wide screen, and on paper, open without a press; an older browser keeps the fold. */}
      <details className="group/facts xl:details-content:[content-visibility:visible] print:details-content:[content-visibility:visible]">
        <summary className="flex min-h-11 cursor-pointer list-none items-center gap-x-3 rounded-sm font-semibold tracking-tight xl:supports-[selector(::details-content)]:hidden [&::-webkit-details-marker]:hidden">
          <Chevron className="group-open/facts:rotate-90" />
          Details
        </summary>
        <dl className="divide-y divide-line pb-2 text-sm xl:pt-2">
          {items.map(({ term, detail }, place) => (
            <div key={place} className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-3 py-2">
              <dt className="text-ink-soft">{term}</dt>
              <dd className="wrap-anywhere">{detail}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}

import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { reasonWords, scopeWords } from "@/lib/operator/lists/suppression-list";
import type { LimitInForce } from "@/lib/operator/timeline/limits-in-force";
import type { Person } from "@/lib/operator/timeline/person";
import { Moment } from "../../../_pages/moment";

type Props = { person: Person; limits: LimitInForce[] };

type Account = NonNullable<Person["account"]>;

const momentOr = (at: Date | null, otherwise: string) => (at ? <Moment at={at} /> : otherwise);

function accountFacts(account: Account) {
  const { sessions } = account;
  return [
    { term: "Id", detail: <span className="text-sm">{account.id}</span> },
    { term: "Typed as", detail: account.originalAddress },
    { term: "Role", detail: account.role === "operator" ? "Operator" : "Member" },
    { term: "Registered", detail: <Moment at={account.createdAt} /> },
    { term: "Confirmed", detail: momentOr(account.confirmedAt, "No") },
    { term: "Locked", detail: momentOr(account.lockedAt, "No") },
    ...(account.eraseAt
      ? [{ term: "To be erased from", detail: <Moment at={account.eraseAt} /> }]
      : []),
    {
      term: "Open sessions",
      detail:
        sessions.length === 0 ? (
          "None"
        ) : (
          <ul>
            {sessions.map(({ device, place, lastSeenAt }, index) => (
              <li key={index}>
                {device}, {place}
                <span className="block text-sm font-normal text-ink-soft">
                  Last seen <Moment at={lastSeenAt} />
                </span>
              </li>
            ))}
          </ul>
        ),
    },
  ];
}

function stopFacts({ stops }: Person) {
  if (stops.length === 0) return [{ term: "Suppressed", detail: "No" }];
  return stops.map(({ scope, reason, createdAt, expiresAt }) => ({
    term: `Suppressed: ${scopeWords[scope].toLowerCase()}`,
    detail: (
      <>
        {reasonWords[reason]}
        <span className="block text-sm font-normal text-ink-soft">
          Since <Moment at={createdAt} />
          {expiresAt && (
            <>
              , until <Moment at={expiresAt} />
            </>
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
        {used} of {allowed}
        {refused > 0 && `, ${refused} more refused`}
        <span className="block text-sm font-normal text-ink-soft">
          Begins anew <Moment at={endsAt} />
        </span>
      </>
    ),
  }));
}

/** What is true of a person now. */
export function FactsCard({ person, limits }: Props) {
  const { account, address } = person;
  const items = [
    { term: "Address", detail: address },
    ...(account ? accountFacts(account) : []),
    ...stopFacts(person),
    ...limitFacts(limits),
  ];
  return (
    <section aria-label="Facts">
      <Card className="gap-0 py-3 sm:px-6 sm:py-3">
        <DescriptionList items={items} />
      </Card>
    </section>
  );
}

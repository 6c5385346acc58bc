import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { explain } from "@/lib/operator/timeline/explain";
import { limitsInForce } from "@/lib/operator/timeline/limits-in-force";
import type { Person } from "@/lib/operator/timeline/person";
import { readSituation } from "@/lib/operator/timeline/read-situation";
import { readTimeline } from "@/lib/operator/timeline/read-timeline";
import { OutcomeAlert } from "../../_actions/outcome-alert";
import { personHref } from "../../_actions/person-href";
import { ActionBar } from "./action-bar";
import { FactsCard } from "./facts-card";
import { ListLinks } from "./list-links";
import { StandingCard } from "./standing-card";
import { TimelineList } from "./timeline-list";

type Props = { person: Person; query: Record<string, string | string[] | undefined> };

function momentIn(value: string | string[] | undefined): Date | null {
  const at = typeof value === "string" ? new Date(value) : null;
  return at && !Number.isNaN(at.getTime()) ? at : null;
}

/** Everything about one person: why things are as they are, and what can be done. */
export async function PersonView({ person, query }: Props) {
  const now = new Date();
  const until = momentIn(query.until);
  const [situation, timeline, limits] = await Promise.all([
    readSituation(person),
    readTimeline(person, until, now),
    limitsInForce(person.address),
  ]);
  const { entries, olderUntil } = timeline;
  return (
    <>
      <PageHeading title={person.address}>
        {person.account ? "One person’s history" : "No account has this address"}
      </PageHeading>
      <OutcomeAlert outcome={typeof query.done === "string" ? query.done : undefined} />
      <StandingCard explanation={explain(situation, now)} />
      <ActionBar person={person} now={now} />
      <div className="grid items-start gap-6 lg:grid-cols-[1fr_20rem]">
        <section aria-labelledby="history" className="min-w-0">
          <Card>
            <h2 id="history" className="text-xl font-semibold tracking-tight">
              What happened
            </h2>
            {entries.length > 0 ? (
              <TimelineList entries={entries} person={person} />
            ) : (
              <p>Nothing that we know of.</p>
            )}
            {(olderUntil ?? until) && (
              <p className="flex flex-wrap gap-3">
                {until && (
                  <ButtonLink href={personHref(person)} variant="secondary">
                    Newest
                  </ButtonLink>
                )}
                {olderUntil && (
                  <ButtonLink
                    href={personHref(person, { until: olderUntil.toISOString() })}
                    variant="secondary"
                  >
                    Older
                  </ButtonLink>
                )}
              </p>
            )}
          </Card>
        </section>
        <div className="flex min-w-0 flex-col gap-4">
          <FactsCard person={person} limits={limits} />
          <ListLinks address={person.address} />
        </div>
      </div>
    </>
  );
}

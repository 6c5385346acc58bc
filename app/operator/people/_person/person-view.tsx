import { AddressText } from "@/components/ui/address-text";
import { ButtonLink } from "@/components/ui/button-link";
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
import { StatusCard } from "./status-card";
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
    <div className="flex flex-col gap-4 lg:pt-4">
      <div>
        <h1 className="text-xl font-semibold tracking-tight wrap-anywhere">
          <AddressText>{person.address}</AddressText>
        </h1>
        {!person.account && <p className="text-ink-soft">No account with this email</p>}
      </div>
      <OutcomeAlert outcome={typeof query.done === "string" ? query.done : undefined} />
      <StatusCard
        person={person}
        situation={situation}
        explanation={explain(situation, now)}
        now={now}
      />
      <ActionBar person={person} now={now} isDangerous={false} />
      {/* In one column the facts come before the history, and what does harm last. */}
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem] xl:grid-rows-[auto_1fr]">
        <FactsCard person={person} limits={limits} now={now} className="xl:col-start-2" />
        <section
          aria-labelledby="history"
          className="min-w-0 rounded-md border border-line p-4 xl:col-start-1 xl:row-span-2 xl:row-start-1"
        >
          <h2 id="history" className="pb-2 font-semibold tracking-tight">
            History
          </h2>
          {entries.length > 0 ? (
            <TimelineList entries={entries} person={person} />
          ) : (
            <p>No history</p>
          )}
          {(olderUntil ?? until) && (
            <p className="flex flex-wrap gap-3 pt-4">
              {until && (
                <ButtonLink href={personHref(person)} variant="secondary">
                  Back to latest
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
        </section>
        <div className="flex min-w-0 flex-col gap-4 xl:col-start-2">
          <ListLinks address={person.address} />
          <ActionBar person={person} now={now} isDangerous />
        </div>
      </div>
    </div>
  );
}

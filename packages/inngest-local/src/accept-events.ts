import { cancelRuns } from "./cancel-runs";
import type { Context } from "./context";
import type { Queries, Transaction } from "./database";
import { holds } from "./expressions";
import { resumeWaits } from "./resume-waits";
import type { RunnerEvent } from "./runner-event";
import { scheduleRuns, type RunRequest } from "./schedule-runs";

/**
 * Whether events cancel nothing and no rate limit counts them. Most are like that; then
 * starting their runs is one statement, which is safe to repeat.
 */
export function onlyStartRuns(context: Context, events: readonly RunnerEvent[]): boolean {
  const { cancelledBy, triggeredBy } = context.catalog;
  if (events.some((event) => cancelledBy(event.name).length > 0)) return false;
  const rules = events.flatMap((event) => triggeredBy(event.name));
  return rules.every(({ definition }) => definition.rateLimit === undefined);
}

/** Starts the runs that events trigger. */
export async function startRuns(
  queries: Queries,
  context: Context,
  events: readonly RunnerEvent[],
): Promise<void> {
  await scheduleRuns(
    queries,
    context,
    events.flatMap((event) => requestsFor(context, event)),
  );
}

/**
 * Lets events have their effect: they cancel runs, wake runs that wait for them and start
 * new ones. All of it in the caller's transaction.
 */
export async function acceptEvents(
  tx: Transaction,
  context: Context,
  events: readonly RunnerEvent[],
): Promise<void> {
  if (events.length === 0) return;
  // One after the other only where an event may cancel what an earlier one has started.
  const cancels = events.some((event) => context.catalog.cancelledBy(event.name).length > 0);
  for (const batch of cancels ? events.map((event) => [event]) : [events]) {
    const told = await cancelRuns(tx, context, batch);
    await resumeWaits(tx, context, batch);
    await startRuns(tx, context, batch);
    await acceptEvents(tx, context, told);
  }
}

function requestsFor(context: Context, event: RunnerEvent): RunRequest[] {
  const matching = context.catalog
    .triggeredBy(event.name)
    .filter(({ rule }) => rule.condition === undefined || holds(rule.condition, { event }));
  // A function with two triggers that both match runs once.
  const definitions = new Set(matching.map(({ definition }) => definition));
  return [...definitions].map((definition) => ({ definition, event, eventKey: event.id }));
}

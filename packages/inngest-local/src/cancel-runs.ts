import type { Context } from "./context";
import type { Statement, Transaction } from "./database";
import { tellOfEnds } from "./end-runs";
import { holds } from "./expressions";
import type { CancelRule } from "./function-definition";
import type { RunnerEvent } from "./runner-event";

const UNFINISHED: Statement = {
  name: "unfinished-runs",
  text: "SELECT id, event, created_at FROM run WHERE function_id = $1 AND ended_at IS NULL",
};

const CANCEL: Statement = {
  name: "cancel-runs",
  text: `
    WITH removed AS (DELETE FROM job WHERE run_id = ANY($1))
    UPDATE run SET status = 'cancelled', pending = '{}', ended_at = $2
    WHERE id = ANY($1) AND ended_at IS NULL RETURNING id`,
};

interface UnfinishedRun {
  id: string;
  event: string;
  created_at: Date;
}

/**
 * Ends the runs that these events cancel (cancelOn) and returns the events that tell of it.
 * An answer that is still under way finds its job gone and is dropped.
 */
export async function cancelRuns(
  tx: Transaction,
  context: Context,
  events: readonly RunnerEvent[],
): Promise<RunnerEvent[]> {
  const cancelled: string[] = [];
  for (const event of events) {
    for (const { definition, rule } of context.catalog.cancelledBy(event.name)) {
      const runs = await tx.query<UnfinishedRun>(UNFINISHED, [definition.id]);
      cancelled.push(
        ...runs.filter((run) => isCancelled(run, rule, event, context.now())).map(({ id }) => id),
      );
    }
  }
  if (cancelled.length === 0) return [];
  const ended = await tx.query<{ id: string }>(CANCEL, [cancelled, new Date(context.now())]);
  return tellOfEnds(
    tx,
    context,
    ended.map(({ id }) => id),
  );
}

function isCancelled(
  run: UnfinishedRun,
  rule: CancelRule,
  event: RunnerEvent,
  nowMs: number,
): boolean {
  const age = nowMs - run.created_at.getTime();
  if (rule.withinMs !== undefined && age > rule.withinMs) return false;
  return (
    rule.condition === undefined ||
    holds(rule.condition, { event: JSON.parse(run.event), async: event })
  );
}

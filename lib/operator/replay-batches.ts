import "server-only";
import { v5 as uuidv5 } from "uuid";
import { after, DAY, MINUTE } from "../clock";
import { db, inTransaction } from "../db";
import { deadLetters } from "../email/dead-letters";
import { needsEvent } from "../email/overdue";
import { enqueue } from "../outbox/outbox";
import { replayedKind } from "./actions/replay-all";
import { replayEmailIn } from "./actions/replay-email";

/** Emails that one step of the durable function replays. */
const BATCH = 100;

/** Of them so many in one transaction: short enough to hold nobody up. */
const TOGETHER = 20;

/** A batch takes seconds; a run waits for one of another action. */
const STANDS_STILL_MS = 5 * MINUTE;

/** What the event of a replay says. */
type ReplayData = { actionId: string; afterId: string | null; republishedAt?: string | undefined };

/**
 * Replays the next emails of an action, and counts them in the same transactions, so that a
 * batch that was cut off is taken up where it was. An email is taken once by an action, even
 * if it fails anew meanwhile, and not if it was asked for after the press.
 *
 * @param afterId the last email of the batch before; null for the first
 */
export async function replayBatch(
  actionId: string,
  afterId: string | null,
  now = new Date(),
): Promise<{ afterId: string | null; isMore: boolean }> {
  const action = await db.operatorAction.findUnique({ where: { id: actionId } });
  if (!action || action.endedAt) return { afterId, isMore: false };
  const { operatorId, reason, subject, createdAt } = action;
  const mails = await db.delivery.findMany({
    where: {
      ...deadLetters(now, replayedKind(subject)),
      createdAt: { lte: createdAt },
      ...(afterId && { id: { gt: afterId } }),
    },
    orderBy: { id: "asc" },
    take: BATCH,
    select: { id: true },
  });
  for (let from = 0; from < mails.length; from += TOGETHER)
    await inTransaction(async (tx) => {
      let done = 0;
      for (const { id } of mails.slice(from, from + TOGETHER)) {
        // Derived, so that the same email by the same press is the same action.
        const acting = { actionId: uuidv5(id, actionId), operatorId, reason };
        const { outcome } = await replayEmailIn(tx, id, acting, now);
        if (outcome === "replayed") done += 1;
      }
      await tx.operatorAction.update({
        where: { id: actionId },
        data: { done: { increment: done }, dueAt: now },
      });
    });
  return { afterId: mails.at(-1)?.id ?? afterId, isMore: mails.length === BATCH };
}

/** Has another run of the function go on, because one run may only have so many steps. */
export async function goOnReplaying(data: ReplayData, now = new Date()): Promise<void> {
  await inTransaction((tx) => enqueue(tx, [{ name: "operator/replay-requested", data }], now));
}

/**
 * Writes down that an action has come to its end, whether it got through or not.
 *
 * @param run the run that failed, by when its event was written again: it ends nothing where a
 *   newer one is at work
 */
export async function endReplay(
  actionId: string,
  run?: { republishedAt: Date | null },
  now = new Date(),
): Promise<void> {
  await db.operatorAction.updateMany({
    where: { id: actionId, endedAt: null, ...run },
    data: { endedAt: now },
  });
}

/**
 * Writes a new event for each action that should have got on by now and did not: its run was
 * lost. It begins anew, and leaves out the emails that it has taken. One that is a day old and
 * stands still is ended, so that the operator sees what is left.
 */
export async function republishReplays(now = new Date()): Promise<number> {
  return inTransaction(async (tx) => {
    const actions = await tx.$queryRaw<{ id: string; isOld: boolean }[]>`
      UPDATE operator_action SET republished_at = ${now},
        ended_at = CASE WHEN created_at < ${after(now, -DAY)} THEN ${now}::timestamptz END
      WHERE total IS NOT NULL AND ended_at IS NULL AND ${needsEvent(now, STANDS_STILL_MS)}
      RETURNING id, ended_at IS NOT NULL AS "isOld"`;
    const name = "operator/replay-requested" as const;
    const republishedAt = now.toISOString();
    const events = actions
      .filter(({ isOld }) => !isOld)
      .map(({ id }) => ({ name, data: { actionId: id, afterId: null, republishedAt } }));
    await enqueue(tx, events, now);
    return events.length;
  });
}

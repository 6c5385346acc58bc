import "server-only";
import { v5 as uuidv5 } from "uuid";
import { db, inTransaction } from "../db";
import { enqueue } from "../outbox/enqueue";
import { type Acting, recordAction } from "./record-action";
import { deadLetters, replayMailIn } from "./replay-mail";

/** Mails that one step of the durable function replays. */
const BATCH = 100;

/** Of them so many in one transaction: short enough to hold nobody up. */
const TOGETHER = 20;

/** The dead letters of one kind of failure. */
const ofKind = (failureCode: string, now: Date) => ({ ...deadLetters(now), failureCode });

/** How many mails of a kind of failure wait for an operator, counted up to `most`. */
export async function countDeadLetters(
  failureCode: string,
  most: number,
  now = new Date(),
): Promise<number> {
  const some = { where: ofKind(failureCode, now), select: { id: true }, take: most };
  return (await db.delivery.findMany(some)).length;
}

/**
 * Asks for all failed mails of a kind to be sent once more. A durable function does it; the
 * action says how far it is.
 *
 * @returns "unchanged" for the same press once more
 */
export async function requestReplay(
  failureCode: string,
  acting: Acting,
  now = new Date(),
): Promise<{ outcome: "requested" | "unchanged" | "none_failed" }> {
  return inTransaction(async (tx) => {
    const { actionId } = acting;
    const total = await tx.delivery.count({ where: ofKind(failureCode, now) });
    const action = { name: "mails_replayed", subject: failureCode } as const;
    if ((await tx.operatorAction.count({ where: { id: actionId } })) > 0)
      return { outcome: "unchanged" };
    if (total === 0) return { outcome: "none_failed" };
    if (!(await recordAction(tx, acting, action, now))) return { outcome: "unchanged" };
    await tx.operatorAction.update({ where: { id: actionId }, data: { total } });
    await enqueue(
      tx,
      { name: "operator/replay-requested", data: { actionId, afterId: null } },
      now,
    );
    return { outcome: "requested" };
  });
}

/**
 * Replays the next mails of an action, and counts them in the same transactions, so that a
 * batch that was cut off is taken up where it was. A mail is taken once by an action, even
 * if it fails anew meanwhile, and not if it was asked for after the press.
 *
 * @param afterId the last mail of the batch before; null for the first
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
      ...ofKind(subject, now),
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
        // Derived, so that the same mail by the same press is the same action.
        const acting = { actionId: uuidv5(id, actionId), operatorId, reason };
        const { outcome } = await replayMailIn(tx, id, acting, now);
        if (outcome === "replayed") done += 1;
      }
      await tx.operatorAction.update({
        where: { id: actionId },
        data: { done: { increment: done } },
      });
    });
  return { afterId: mails.at(-1)?.id ?? afterId, isMore: mails.length === BATCH };
}

/** Has another run of the function go on, because one run may only have so many steps. */
export async function goOnReplaying(
  actionId: string,
  afterId: string | null,
  now = new Date(),
): Promise<void> {
  const data = { actionId, afterId };
  await inTransaction((tx) => enqueue(tx, { name: "operator/replay-requested", data }, now));
}

/** Writes down that an action has come to its end, whether it got through or not. */
export async function endReplay(actionId: string, now = new Date()): Promise<void> {
  await db.operatorAction.updateMany({
    where: { id: actionId, endedAt: null },
    data: { endedAt: now },
  });
}

import "server-only";
import { after, MINUTE } from "../clock";
import { db, inTransaction, type Tx } from "../db";
import { announce } from "../live/announce";
import { comesFrom } from "../mail/delivery-status";
import { eventOf } from "../mail/event-of";
import { SUPPRESSION_CODES } from "../mail/suppressions";
import { enqueue } from "../outbox/enqueue";
import { type Acting, recordAction } from "./record-action";

/** By then nobody waits any more for the provider's word of a mail that it may have taken. */
const WORD_WILL_NOT_COME_MS = 10 * MINUTE;

/**
 * Mails that have come to their end without being sent: what may be tried again. A mail
 * that was not sent because of a suppression is one of them; the suppression is asked again.
 */
export function deadLetters(now: Date) {
  return {
    OR: [
      { status: "failed" as const },
      { status: "cancelled" as const, failureCode: { in: Object.values(SUPPRESSION_CODES) } },
      { status: "unknown" as const, claimedAt: { lt: after(now, -WORD_WILL_NOT_COME_MS) } },
    ],
  };
}

type Replayed = { outcome: "replayed" | "not_dead" | "not_found" };

/**
 * Sends a mail that was given up once more, with the same link and code, and with all its
 * retries before it. One that has lost its point meanwhile ends as cancelled.
 *
 * @returns "not_dead" for one that was sent, is on its way or was replayed by this press before
 */
export async function replayMail(
  deliveryId: string,
  acting: Acting,
  now = new Date(),
): Promise<Replayed> {
  return inTransaction((tx) => replayMailIn(tx, deliveryId, acting, now));
}

/** The same, in a transaction that does more. */
export async function replayMailIn(
  tx: Tx,
  deliveryId: string,
  acting: Acting,
  now: Date,
): Promise<Replayed> {
  // Of two presses at once, the second waits here, and finds the first one's action.
  const found = await tx.$queryRaw<object[]>`
    SELECT FROM delivery WHERE id = ${deliveryId}::uuid FOR UPDATE`;
  if (found.length === 0) return { outcome: "not_found" };
  // It may have failed anew since this press: that takes a new one.
  if ((await tx.operatorAction.count({ where: { id: acting.actionId } })) > 0)
    return { outcome: "not_dead" };
  const [mail] = await tx.delivery.updateManyAndReturn({
    where: { id: deliveryId, status: { in: comesFrom("replayed") }, ...deadLetters(now) },
    data: { status: "queued", failureCode: null, claimedAt: null },
  });
  if (!mail) return { outcome: "not_dead" };
  const event = eventOf(mail);
  if (!event) throw new Error(`The mail ${deliveryId} is about nothing`);
  await recordAction(tx, acting, { name: "mail_replayed", subject: deliveryId }, now);
  await enqueue(tx, event, now);
  if (mail.registrationId) await announce(tx, mail.registrationId);
  return { outcome: "replayed" };
}

/**
 * The dead letters, the oldest first: of one kind of failure, or all.
 *
 * @param afterId the last one of the page before; null for the first page
 */
export function findDeadLetters(
  { failureCode, afterId }: { failureCode: string | null; afterId: string | null },
  limit: number,
  now = new Date(),
) {
  return db.delivery.findMany({
    where: { ...deadLetters(now), ...(failureCode && { failureCode }) },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: limit,
    ...(afterId && { cursor: { id: afterId }, skip: 1 }),
  });
}

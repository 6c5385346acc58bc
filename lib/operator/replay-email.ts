import "server-only";
import { inTransaction, type Tx } from "../db";
import { announce } from "../realtime/announce";
import { deadLetters } from "../email/dead-letters";
import { comesFrom } from "../email/delivery-status";
import { toEmailEvent } from "../email/to-email-event";
import { enqueue } from "../outbox/outbox";
import { type Acting, recordAction } from "./record-action";

type Replayed = { outcome: "replayed" | "not_dead" | "not_found" };

/**
 * Sends an email once more that will not go out by itself, with the same link and code, and with
 * all its retries before it. One that has lost its point meanwhile ends as cancelled.
 *
 * @returns "not_dead" for one that was sent, is on its way or was replayed by this press before
 */
export async function replayEmail(
  deliveryId: string,
  acting: Acting,
  now = new Date(),
): Promise<Replayed> {
  return inTransaction((tx) => replayEmailIn(tx, deliveryId, acting, now));
}

/** The same, in a transaction that does more. */
export async function replayEmailIn(
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
    data: {
      ...{ status: "queued", failureCode: null, claimedAt: null },
      // What still runs for it may neither give it up nor make the sweep hurry.
      ...{ dueAt: now, republishedAt: now },
    },
  });
  if (!mail) return { outcome: "not_dead" };
  const event = toEmailEvent(mail, now);
  if (!event) throw new Error(`The mail ${deliveryId} is about nothing`);
  await recordAction(tx, acting, { name: "mail_replayed", subject: deliveryId }, now);
  await enqueue(tx, event, now);
  if (mail.registrationId) await announce(tx, mail.registrationId);
  return { outcome: "replayed" };
}

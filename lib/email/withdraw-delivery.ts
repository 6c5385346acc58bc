import "server-only";
import { inTransaction, type Tx } from "../db";
import { announce } from "../realtime/announce";
import { comesFrom, deliveryMoves } from "./delivery-status";

/**
 * Ends emails that have lost their point, by their own id or by what they are about. One that an
 * attempt may have sent already stays as it is.
 *
 * @returns what each of them was about, for whoever waits for it
 */
export function withdrawDelivery(
  tx: Tx,
  about: { id: string } | { registrationId: string },
): Promise<{ registrationId: string | null }[]> {
  return tx.delivery.updateManyAndReturn({
    where: { ...about, status: { in: comesFrom("withdrawn") } },
    data: { status: deliveryMoves.withdrawn.to },
    select: { registrationId: true },
  });
}

/**
 * Ends an email that has lost its point: confirmed, cancelled or expired meanwhile. One that an
 * attempt may have sent before stays unknown, and nobody tries it again.
 */
export async function withdrawPointless(
  deliveryId: string,
  now: Date,
): Promise<{ outcome: "cancelled" }> {
  await inTransaction(async (tx) => {
    const [ended] = await withdrawDelivery(tx, { id: deliveryId });
    if (ended?.registrationId) await announce(tx, ended.registrationId);
    if (ended) return;
    const mayBeSent = [...comesFrom("unanswered"), deliveryMoves.unanswered.to];
    await tx.delivery.updateMany({
      where: { id: deliveryId, status: { in: mayBeSent }, dueAt: { lte: now } },
      data: { status: deliveryMoves.unanswered.to, dueAt: null },
    });
  });
  return { outcome: "cancelled" };
}

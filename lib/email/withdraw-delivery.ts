import "server-only";
import type { Tx } from "../db";
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

import type { Delivery } from "../db";

/** How far a mail has come. */
export type DeliveryStatus = Delivery["status"];

/**
 * The moves a delivery can make. `sent`, `failed` and `cancelled` are ends: a late or
 * repeated event finds no way back from them.
 */
export const deliveryMoves: Record<DeliveryStatus, readonly DeliveryStatus[]> = {
  queued: ["sending", "failed", "cancelled"],
  sending: ["sent", "deferred", "failed"],
  deferred: ["sending", "failed", "cancelled"],
  sent: [],
  failed: [],
  cancelled: [],
};

/** The statuses from which a delivery may move to `next`. */
export function comesFrom(next: DeliveryStatus): DeliveryStatus[] {
  return (Object.keys(deliveryMoves) as DeliveryStatus[]).filter((status) =>
    deliveryMoves[status].includes(next),
  );
}

import "server-only";
import { db, type Delivery } from "../../db";
import type { DeliveryStatus } from "../delivery-status";

/** By which kinds of event the provider brings an email to a status. */
const TYPES: Partial<Record<DeliveryStatus, string[]>> = {
  delayed: ["DeliveryDelay", "Bounce"],
  delivered: ["Delivery"],
  bounced: ["Bounce"],
  complained: ["Complaint"],
};

/**
 * When that happened which an email's status says, by the provider's clock, and until when the
 * provider goes on trying. Null where the status is our own word.
 */
export async function newestFeedback({
  id: deliveryId,
  status,
}: Delivery): Promise<{ occurredAt: Date; triesUntil: Date | null } | null> {
  const types = TYPES[status];
  if (!types) return null;
  const event = await db.deliveryEvent.findFirst({
    where: { deliveryId, type: { in: types } },
    orderBy: { occurredAt: "desc" },
  });
  if (!event) return null;
  const { triesUntil } = event.detail as Record<string, string | undefined>;
  return { occurredAt: event.occurredAt, triesUntil: triesUntil ? new Date(triesUntil) : null };
}

import "server-only";
import { record } from "../audit/record";
import type { Tx } from "../db";
import { announce } from "../realtime/announce";
import { withdrawDelivery } from "../email/withdraw-delivery";
import type { Origin } from "../request/origin";
import { voidVerifications } from "../verification/void-verifications";

/**
 * Ends a registration that the mailbox's reader reported: its link and code are void, other
 * registrations are left alone.
 *
 * @returns false when it was confirmed already: then it is an account and cannot be cancelled
 */
export async function cancelRegistration(
  tx: Tx,
  registrationId: string,
  origin: Origin,
  now: Date,
): Promise<boolean> {
  // Verifications first: a confirmation under way then finds its own void, or has won.
  await voidVerifications(tx, { registrationId }, now);
  const isUsed = await tx.verification.count({ where: { registrationId, usedAt: { not: null } } });
  if (isUsed) return false;
  const [cancelled] = await tx.registration.updateManyAndReturn({
    where: { id: registrationId, cancelledAt: null },
    data: { cancelledAt: now, cancelReason: "reported" },
    select: { userId: true },
  });
  await withdrawDelivery(tx, { registrationId });
  if (cancelled) {
    const audited = { ...cancelled, name: "registration_cancelled", actor: "owner" } as const;
    await record(tx, { ...audited, origin }, now);
  }
  await announce(tx, registrationId);
  return true;
}

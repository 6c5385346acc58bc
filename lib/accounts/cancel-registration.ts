import "server-only";
import { inTransaction } from "../db";
import { announce } from "../live/announce";
import { inspectLink } from "../verification/inspect-link";

/**
 * "This was not me": the owner of the mailbox ends a registration that somebody made with
 * their address. Its link and code are void; other registrations are left alone. A
 * registration that was confirmed is an account and cannot be cancelled.
 */
export async function cancelRegistration(
  token: string,
  now = new Date(),
): Promise<{ outcome: "cancelled" | "already_confirmed" | "not_a_link" }> {
  const link = await inspectLink(token, "not-me-link", now);
  if (!("registration" in link)) return { outcome: "not_a_link" };
  const { registrationId } = link.registration;
  return inTransaction(async (tx) => {
    // Verifications first: a confirmation under way then finds its own void, or has won.
    await tx.verification.updateMany({
      where: { registrationId, usedAt: null, voidedAt: null },
      data: { voidedAt: now },
    });
    const isUsed = await tx.verification.count({
      where: { registrationId, usedAt: { not: null } },
    });
    if (isUsed) return { outcome: "already_confirmed" };
    await tx.registration.updateMany({
      where: { id: registrationId, cancelledAt: null },
      data: { cancelledAt: now },
    });
    await tx.delivery.updateMany({
      where: { registrationId, status: { in: ["queued", "deferred"] } },
      data: { status: "cancelled" },
    });
    await announce(tx, registrationId);
    return { outcome: "cancelled" };
  });
}

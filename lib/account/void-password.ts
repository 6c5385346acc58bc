import "server-only";
import { record } from "../audit/record";
import { after } from "../clock";
import type { AuditEvent, Delivery, Tx } from "../db";
import { liftSuppression } from "../email/suppressions";
import { UNDO_LIFE_MS } from "../verification/lifetimes";
import type { Origin } from "../request/origin";
import { revokeAccess } from "../credentials/revoke-access";
import { stopFactorRemoval } from "../second-factor/factor-removal";

/** The names of what happened to the user's password after an event. */
export async function passwordEventsSince(
  client: Pick<Tx, "auditEvent">,
  { id, userId, createdAt }: AuditEvent,
): Promise<string[]> {
  const name = { in: ["password_reset", "password_changed", "password_disowned"] };
  const events = await client.auditEvent.findMany({
    where: { userId, name, createdAt: { gte: createdAt }, id: { not: id } },
    select: { name: true },
  });
  return events.map((event) => event.name);
}

/**
 * "I did not change my password": the new one is void and every session ends, so that only
 * the mailbox leads back in. Not when the password was changed once more since, and not for
 * an email older than a week: an old email must not be a switch for ever.
 */
export async function voidPassword(
  tx: Tx,
  { auditEventId, address }: Delivery,
  origin: Origin,
  now: Date,
): Promise<boolean> {
  const event = await tx.auditEvent.findUnique({ where: { id: auditEventId ?? "" } });
  if (!event?.userId || event.createdAt < after(now, -UNDO_LIFE_MS)) return false;
  const { userId } = event;
  if ((await passwordEventsSince(tx, event)).length > 0) return false;
  const voided = { where: { id: userId, address }, data: { passwordHash: null } };
  if ((await tx.user.updateMany(voided)).count === 0) return false;
  await revokeAccess(tx, { userId }, now);
  // Whoever is at the account may have asked support for it.
  await stopFactorRemoval(tx, userId, "account", { actor: "owner", origin }, now);
  // The one way back in; whoever had the mailbox for a minute may have stopped it.
  await liftSuppression(tx, address, "recovery");
  await record(tx, { userId, name: "password_disowned", actor: "owner", origin }, now);
  return true;
}

import "server-only";
import { after, HOUR } from "../../clock";
import { inTransaction, type Sql, sql, type Tx } from "../../db";
import { enqueue } from "../../outbox/outbox";
import { announce } from "../../realtime/announce";
import { deliveryMoves } from "../delivery-status";
import { type EventSubject, toDeliveryEvent } from "../to-delivery-event";
import { isHeld, isInGroup, isReplayable, PROBE_EVERY_MS } from "./held-emails";

/** Emails that one sweep releases: few are lost should the provider refuse them again. */
const MAX_RELEASED = 100;

/** The same email is no probe again for so long: its mailbox alone may be what is refused. */
const PROBED_AGAIN_MS = HOUR;

/** The newest first: whoever asked last most likely still waits. */
async function release(tx: Tx, which: Sql, max: number, now: Date): Promise<EventSubject[]> {
  const emails = await tx.$queryRaw<EventSubject[]>`
    UPDATE delivery SET status = ${deliveryMoves.replayed.to}::delivery_status, failure_code = NULL,
      claimed_at = NULL, due_at = ${now}, republished_at = ${now}
    WHERE id = ANY (ARRAY(
      SELECT d.id FROM delivery d WHERE ${which} ORDER BY d.id DESC LIMIT ${max}
      FOR UPDATE SKIP LOCKED))
    RETURNING id, template, registration_id AS "registrationId",
      password_reset_id AS "passwordResetId", address_change_id AS "addressChangeId",
      audit_event_id AS "auditEventId"`;
  const events = emails
    .map((email) => toDeliveryEvent(email, now))
    .filter((event) => event !== null);
  await enqueue(tx, events, now);
  for (const { registrationId } of emails) if (registrationId) await announce(tx, registrationId);
  return emails;
}

/**
 * Sends emails to a provider once more that waited or that it refused before it took one again,
 * with the same link and code. One that has lost its point meanwhile is cancelled when its turn
 * comes. An email is released once for each hold.
 *
 * @returns how many there were; 0 when nothing is left
 */
export async function releaseEmails(group: string, endedAt: Date, now: Date): Promise<number> {
  const which = sql`${isReplayable(now)} AND ${isInGroup(sql`d.address`, group)}
    AND (${isHeld} OR d.claimed_at <= ${endedAt})`;
  const emails = await inTransaction((tx) => release(tx, which, MAX_RELEASED, now));
  return emails.length;
}

/** Makes an email the next probe of its provider, where that is held. */
export async function takeProbe(tx: Tx, provider: string, id: string, now: Date): Promise<void> {
  await tx.providerHold.updateMany({
    where: { provider, endedAt: null },
    data: { probedAt: now, probedBy: id },
  });
}

/**
 * Has one email to a held provider tried, when it is time for a probe and none came by itself: one
 * that waits, else one that was refused. Both that and the email's event are kept, or neither, and
 * of two processes one gets to do it. A probe that had lost its point makes room for the next.
 */
export function releaseProbe(group: string, now: Date): Promise<number> {
  return inTransaction(async (tx) => {
    const due = await tx.$queryRaw<object[]>`
      SELECT FROM provider_hold h WHERE h.provider = ${group} AND h.ended_at IS NULL
        AND (h.probed_at IS NULL OR h.probed_at <= ${after(now, -PROBE_EVERY_MS)}
          OR EXISTS (SELECT FROM delivery p WHERE p.id = h.probed_by AND p.status = 'cancelled'))
      FOR UPDATE`;
    if (due.length === 0) return 0;
    const which = sql`${isReplayable(now)} AND ${isInGroup(sql`d.address`, group)}
      AND (d.claimed_at IS NULL OR d.claimed_at <= ${after(now, -PROBED_AGAIN_MS)} OR ${isHeld})`;
    const [probe] = await release(tx, which, 1, now);
    if (!probe) return 0;
    await takeProbe(tx, group, probe.id, now);
    return 1;
  });
}

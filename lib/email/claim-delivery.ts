import "server-only";
import { v7 as uuidv7 } from "uuid";
import { after } from "../clock";
import { db, type DeliveryTemplate, sql } from "../db";
import { REGISTRATION_CHANGED } from "../realtime/announce";
import { isMailboxOf } from "../mailbox/find-user";
import { comesFrom, deliveryMoves } from "./delivery-status";
import type { FailureCode } from "./failures";
import { unansweredTimeoutMs } from "./lost-answers";
import type { SendOutcome } from "./send-email-delivery";
import { type EmailKind, SUPPRESSION_CODES } from "./suppressions";

/** An email that is claimed: what it is, and where it goes. */
type Claimed = {
  template: DeliveryTemplate;
  to: string;
  /** The kind that its reader may have stopped; null for none. */
  kind: EmailKind | null;
  isHeldBack: boolean;
};

/**
 * Claims an email for one attempt, and writes down what it is now and where it goes. One that is
 * suppressed ends here instead, marked with the weightiest of the reasons; so does one that is
 * held back.
 *
 * @returns the attempt's id; null when another attempt holds the email, or it came to its end
 */
export async function claimDelivery(
  deliveryId: string,
  { template, to, kind, isHeldBack }: Claimed,
  now: Date,
): Promise<string | null> {
  const attemptId = uuidv7();
  const heldBack: FailureCode | null = isHeldBack ? "held_back" : null;
  const [row] = await db.$queryRaw<{ isSuppressed: boolean }[]>`
    WITH suppressed AS (
      SELECT ${JSON.stringify(SUPPRESSION_CODES)}::jsonb ->> s.reason::text AS code
      FROM suppression s
      WHERE ${isMailboxOf(sql`s.address`, to)} AND (s.scope = 'everything' OR s.scope::text = ${kind})
        AND (s.expires_at IS NULL OR s.expires_at > ${now})
        -- A click on "spam" is no way to keep word of an account from its owner.
        AND NOT (${kind}::text IS NULL AND s.reason = 'complaint')
      ORDER BY s.reason DESC LIMIT 1
    ), claimed AS (
      UPDATE delivery SET template = ${template}::delivery_template, address = ${to},
        claimed_at = ${now}, due_at = ${after(now, unansweredTimeoutMs())}, failure_code = ended.code,
        status = (CASE WHEN ended.code IS NULL THEN ${deliveryMoves.claimed.to}
          ELSE ${deliveryMoves.suppressed.to} END)::delivery_status
      FROM (SELECT COALESCE((SELECT code FROM suppressed), ${heldBack}::text) AS code) ended
      WHERE id = ${deliveryId}::uuid AND (
        status::text = ANY(${comesFrom("claimed")}) AND status <> 'unknown'
        OR status IN ('sending', 'unknown') AND claimed_at < ${after(now, -unansweredTimeoutMs())})
        AND (NOT EXISTS (SELECT FROM suppressed) OR status::text = ANY(${comesFrom("suppressed")}))
      RETURNING id, registration_id, status
    ), attempt AS (
      INSERT INTO delivery_attempt (id, delivery_id, started_at)
      SELECT ${attemptId}::uuid, id, ${now} FROM claimed WHERE status = 'sending'
    )
    SELECT status = 'cancelled' AS "isSuppressed",
      pg_notify(${REGISTRATION_CHANGED}, registration_id::text)::text FROM claimed`;
  return row && !row.isSuppressed ? attemptId : null;
}

/** Why an email could not be claimed: it came to its end already, or another attempt runs. */
export async function explainUnclaimed(deliveryId: string, now: Date): Promise<SendOutcome> {
  const delivery = await db.delivery.findUnique({ where: { id: deliveryId } });
  if (!delivery) return { outcome: "not_found" };
  switch (delivery.status) {
    case "cancelled":
      return { outcome: "cancelled" };
    case "failed":
      return { outcome: "failed", code: (delivery.failureCode ?? "gave_up") as FailureCode };
    case "sent":
    case "delayed":
    case "delivered":
    case "bounced":
    case "complained":
      return { outcome: "sent" };
    case "unknown":
      return { outcome: "unknown", until: after(delivery.claimedAt ?? now, unansweredTimeoutMs()) };
    case "queued":
    case "sending":
    case "deferred":
      return {
        outcome: "under_way",
        until: after(delivery.claimedAt ?? now, unansweredTimeoutMs()),
      };
  }
}

import "server-only";
import { v7 as uuidv7 } from "uuid";
import { after, DAY } from "../clock";
import { db, type DeliveryTemplate, sql } from "../db";
import { REGISTRATION_CHANGED } from "../realtime/announce";
import { isMailboxOf } from "../mailbox/find-user";
import { comesFrom, deliveryMoves } from "./delivery-status";
import type { FailureCode } from "./failures";
import { unansweredTimeoutMs } from "./lost-answers";
import { HELD } from "./provider-holds/held-emails";
import {
  isFreeOfHolds,
  isProviderHeld,
  waitForNobody,
  waitForProvider,
} from "./provider-holds/wait-for-provider";
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

/** What happened to emails stops the next ones; what someone decided stops all of its kind. */
const HAPPENED = ["hard_bounce", "complaint"];

/** How often an email is tried for real though emails to its address bounced. */
const PROBE_EVERY_MS = DAY;

/** An attempt at an email. */
type Claim = {
  attemptId: string;
  /** SES may have the address on its own list, from which it has to be taken first. */
  isOnSesList: boolean;
};

/**
 * Claims an email for one attempt, and writes down what it is now and where it goes. One that is
 * suppressed ends here instead, marked with the weightiest of the reasons, what someone decided
 * before what happened. So does one that is held back.
 *
 * The owner always gets through: after a bounce or a complaint, one email a day is still tried
 * for real, whatever it is about and whether or not there is an account; word of one's own
 * account always is. While its mailbox provider refuses our emails, an email waits instead
 * (`waitForProvider`).
 *
 * @returns null when another attempt holds the email, it waits, or it came to its end
 */
export async function claimDelivery(
  deliveryId: string,
  email: Claimed,
  now: Date,
): Promise<Claim | null> {
  const claim = await claimOrWait(deliveryId, email, now, false);
  if (claim !== null || !(await isProviderHeld(email))) return claim;
  return claimOrWait(deliveryId, email, now, true);
}

/** @param hasHold whether its provider is held. Without, nothing happens to an email whose is. */
async function claimOrWait(
  deliveryId: string,
  { template, to, kind, isHeldBack }: Claimed,
  now: Date,
  hasHold: boolean,
): Promise<Claim | null> {
  const attemptId = uuidv7();
  const heldBack: FailureCode | null = isHeldBack ? "held_back" : null;
  const claimable = sql`(status::text = ANY(${comesFrom("claimed")}) AND status <> 'unknown'
    OR status IN ('sending', 'unknown') AND claimed_at < ${after(now, -unansweredTimeoutMs())})`;
  const isUnheld = hasHold ? sql`true` : isFreeOfHolds({ to, kind });
  const isFree = sql`NOT EXISTS (SELECT FROM suppressed) AND EXISTS (SELECT FROM delivery WHERE id = ${deliveryId}::uuid AND ${claimable})`;
  const [row] = await db.$queryRaw<{ isClaimed: boolean; isOnSesList: boolean }[]>`
    WITH known AS (
      SELECT * FROM suppression s WHERE ${isMailboxOf(sql`s.address`, to)}
    ), stop AS (
      SELECT s.id, s.reason, s.reason::text = ANY(${HAPPENED}) AS happened FROM known s
      WHERE (s.scope = 'everything' OR s.scope::text = ${kind})
        AND (s.expires_at IS NULL OR s.expires_at > ${now})
        AND NOT (${kind}::text IS NULL AND s.reason::text = ANY(${HAPPENED}))
    ), probe AS (
      UPDATE suppression s SET probed_at = ${now}, probed_by = ${deliveryId}::uuid
      WHERE s.id IN (SELECT id FROM stop WHERE happened)
        AND NOT EXISTS (SELECT FROM stop WHERE NOT happened)
        AND EXISTS (SELECT FROM delivery WHERE id = ${deliveryId}::uuid AND ${claimable})
        AND (s.probed_at IS NULL OR s.probed_at <= ${after(now, -PROBE_EVERY_MS)}
          OR s.probed_by = ${deliveryId}::uuid)
      RETURNING s.id
    ), suppressed AS (
      SELECT ${JSON.stringify(SUPPRESSION_CODES)}::jsonb ->> s.reason::text AS code
      FROM stop s WHERE s.id NOT IN (SELECT id FROM probe)
      ORDER BY s.happened, s.reason DESC LIMIT 1
    ), ${hasHold ? waitForProvider({ deliveryId, to, kind }, isFree, now) : waitForNobody}, claimed AS (
      UPDATE delivery SET template = ${template}::delivery_template, address = ${to},
        claimed_at = ${now}, due_at = coalesce(ended.try_at, ${after(now, unansweredTimeoutMs())}),
        failure_code = ended.code,
        status = (CASE WHEN ended.code IS NULL THEN ${deliveryMoves.claimed.to}
          WHEN ended.code = ${HELD} THEN ${deliveryMoves.held.to}
          ELSE ${deliveryMoves.suppressed.to} END)::delivery_status
      -- Held back comes last: who asked must see it wait as an email to an account would.
      FROM (SELECT coalesce((SELECT code FROM suppressed), (SELECT ${HELD}::text FROM wait),
        ${heldBack}::text) AS code, (SELECT try_at FROM wait) AS try_at) ended
      WHERE id = ${deliveryId}::uuid AND ${claimable} AND ${isUnheld}
        AND (NOT EXISTS (SELECT FROM suppressed) OR status::text = ANY(${comesFrom("suppressed")}))
      RETURNING id, registration_id, status
    ), attempt AS (
      INSERT INTO delivery_attempt (id, delivery_id, started_at)
      SELECT ${attemptId}::uuid, id, ${now} FROM claimed WHERE status = 'sending'
    )
    SELECT status = 'sending' AS "isClaimed",
      EXISTS (SELECT FROM known WHERE reason::text = ANY(${HAPPENED})) AS "isOnSesList",
      pg_notify(${REGISTRATION_CHANGED}, registration_id::text)::text FROM claimed`;
  return row?.isClaimed ? { attemptId, isOnSesList: row.isOnSesList } : null;
}

/**
 * Why an email or a text could not be claimed: it came to its end already, or another attempt runs.
 *
 * @param claimMs how long that attempt may hold it
 */
export async function explainUnclaimed(
  deliveryId: string,
  now: Date,
  claimMs = unansweredTimeoutMs(),
): Promise<SendOutcome> {
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
      return { outcome: "unknown", until: after(delivery.claimedAt ?? now, claimMs) };
    case "queued":
    case "sending":
    case "deferred":
      if (delivery.failureCode === HELD) return { outcome: "held" };
      return {
        outcome: "under_way",
        until: after(delivery.claimedAt ?? now, claimMs),
      };
  }
}

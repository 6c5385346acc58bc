import "server-only";
import { v7 as uuidv7 } from "uuid";
import { after, SECOND } from "../clock";
import { db } from "../db";
import { env } from "../env";
import { REGISTRATION_CHANGED } from "../live/announce";
import { log } from "../log";
import { composeMail, type RenderedMail } from "./compose";
import { comesFrom } from "./delivery-status";
import { classifyFailure, type FailureCode } from "./failures";
import { maskAddress } from "./mask-address";
import { sendRaw } from "./send-raw";
import { type MailKind, SUPPRESSION_CODES } from "./suppressions";

/** Longer than an attempt can take (connection and request time out before): then it is dead. */
const CLAIM_MS = 30 * SECOND;

/** What became of an attempt to deliver. */
export type DeliverOutcome =
  | { outcome: "sent" | "cancelled" | "not_found" }
  | { outcome: "failed" | "deferred"; code: FailureCode }
  | { outcome: "under_way"; until: Date };

type Claim = { attemptId: string; address: string };

/**
 * Takes a mail for one attempt and opens the attempt's row; null when it is not to be had.
 * A mail that is suppressed ends here instead, marked with the weightiest of the reasons.
 */
async function claim(deliveryId: string, kind: MailKind | null, now: Date): Promise<Claim | null> {
  const attemptId = uuidv7();
  const [row] = await db.$queryRaw<{ address: string; isSuppressed: boolean }[]>`
    WITH suppressed AS (
      SELECT ${JSON.stringify(SUPPRESSION_CODES)}::jsonb ->> s.reason::text AS code
      FROM suppression s JOIN delivery d ON d.address = s.address
      WHERE d.id = ${deliveryId}::uuid AND (s.scope = 'everything' OR s.scope::text = ${kind})
        AND (s.expires_at IS NULL OR s.expires_at > ${now})
      ORDER BY s.reason DESC LIMIT 1
    ), claimed AS (
      UPDATE delivery SET claimed_at = ${now}, failure_code = (SELECT code FROM suppressed),
        status = (CASE WHEN EXISTS (SELECT FROM suppressed) THEN 'cancelled' ELSE 'sending' END)::delivery_status
      WHERE id = ${deliveryId}::uuid AND (
        status::text = ANY(${comesFrom("claimed")}) OR (status = 'sending' AND claimed_at < ${after(now, -CLAIM_MS)}))
      RETURNING id, address, registration_id, status
    ), attempt AS (
      INSERT INTO delivery_attempt (id, delivery_id, started_at)
      SELECT ${attemptId}::uuid, id, ${now} FROM claimed WHERE status = 'sending'
    )
    SELECT address, status = 'cancelled' AS "isSuppressed",
      pg_notify(${REGISTRATION_CHANGED}, registration_id::text)::text FROM claimed`;
  return row && !row.isSuppressed ? { attemptId, address: row.address } : null;
}

/** Why a mail could not be claimed: it came to its end already, or another attempt runs. */
async function whyUnclaimed(deliveryId: string): Promise<DeliverOutcome> {
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
    case "queued":
    case "sending":
    case "deferred":
    case "unknown":
      return { outcome: "under_way", until: after(delivery.claimedAt ?? new Date(), CLAIM_MS) };
  }
}

/** The provider may have told more of the mail already than that it took it: that stays. */
async function recordSent(deliveryId: string, attemptId: string, messageId: string): Promise<void> {
  const now = new Date();
  const fromHere = comesFrom("accepted");
  await db.$queryRaw`
    WITH sent AS (
      UPDATE delivery SET sent_at = ${now}, provider_message_id = ${messageId},
        failure_code = CASE WHEN status::text = ANY(${fromHere}) THEN NULL ELSE failure_code END,
        status = CASE WHEN status::text = ANY(${fromHere}) THEN 'sent' ELSE status END
      WHERE id = ${deliveryId}::uuid RETURNING user_id, registration_id, template
    ), attempt AS (
      UPDATE delivery_attempt SET ended_at = ${now}, outcome = 'accepted' WHERE id = ${attemptId}::uuid
    ), informed AS (
      UPDATE "user" SET confirmation_sent_at = ${now} FROM sent
      WHERE "user".id = sent.user_id AND sent.template = 'confirm_email'
    )
    SELECT pg_notify(${REGISTRATION_CHANGED}, registration_id::text)::text FROM sent`;
}

async function recordFailure(
  deliveryId: string,
  attemptId: string,
  error: unknown,
): Promise<DeliverOutcome> {
  const { isPermanent, code, detail } = classifyFailure(error);
  const outcome = isPermanent ? "failed" : "deferred";
  await db.$queryRaw`
    WITH stopped AS (
      UPDATE delivery SET status = ${outcome}::delivery_status, failure_code = ${code}
      WHERE id = ${deliveryId}::uuid AND status::text = ANY(${comesFrom(isPermanent ? "refused" : "put_off")}) RETURNING registration_id
    ), attempt AS (
      UPDATE delivery_attempt SET ended_at = ${new Date()}, failure_code = ${code}, failure_detail = ${detail},
        outcome = ${isPermanent ? "rejected" : "deferred"}::delivery_attempt_outcome
      WHERE id = ${attemptId}::uuid
    )
    SELECT pg_notify(${REGISTRATION_CHANGED}, registration_id::text)::text FROM stopped`;
  log[isPermanent ? "error" : "warn"](
    { deliveryId, failure: code, detail },
    `a mail was ${outcome}`,
  );
  return { outcome, code };
}

/**
 * Sends one mail: claims it, renders it, hands it to SES and writes down what became of
 * it. A mail that was sent is not sent again, whoever asks; where a process died between
 * SES's answer and our record, it may be, with the same link and code.
 *
 * @param mail.render makes the mail; what it returns is secret and is kept nowhere
 * @param mail.scope the kind of mail that may have been stopped; null for none
 */
export async function deliver(
  deliveryId: string,
  { render, scope }: { render: () => Promise<RenderedMail>; scope: MailKind | null },
  now = new Date(),
): Promise<DeliverOutcome> {
  const claimed = await claim(deliveryId, scope, now);
  if (!claimed) return whyUnclaimed(deliveryId);
  const { attemptId, address } = claimed;
  const raw = await composeMail(address, deliveryId, await render());
  let messageId: string;
  try {
    messageId = await sendRaw({
      from: env.MAIL_FROM,
      to: address,
      raw,
      tags: { delivery: deliveryId },
    });
  } catch (error) {
    return recordFailure(deliveryId, attemptId, error);
  }
  // Outside the try: a database that is away now must not turn a sent mail into a failed one.
  await recordSent(deliveryId, attemptId, messageId);
  log.info({ deliveryId, messageId, to: maskAddress(address) }, "a mail was sent");
  return { outcome: "sent" };
}

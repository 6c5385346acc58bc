import "server-only";
import { after } from "../clock";
import { db, sql } from "../db";
import { REGISTRATION_CHANGED } from "../realtime/announce";
import { log } from "../log";
import { comesFrom } from "./delivery-status";
import { classifyFailure, type Failure } from "./failures";
import { hasSendEvents, unansweredTimeoutMs } from "./lost-answers";
import { reportRefusal } from "./report-refusal";
import { retryWait } from "./retry-wait";
import type { SendOutcome } from "./send-email-delivery";
import { findSuppressionByCode } from "./reasons/find-suppression";
import { insertSuppression } from "./suppress-after-failure";
import { textFailures } from "./text-failures";

/**
 * The provider took the email. It may have told more of it already than that: that stays.
 */
export async function recordSent(
  deliveryId: string,
  attemptId: string,
  messageId: string,
  now: Date,
): Promise<void> {
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

/** What a failed attempt leads to: the status, the move that allows it, and the attempt's end. */
const ENDS = {
  failed: { move: "refused", attempt: "rejected", level: "error" },
  deferred: { move: "put_off", attempt: "deferred", level: "warn" },
  // Nobody knows how the attempt ended.
  unknown: { move: "unanswered", attempt: null, level: "warn" },
} as const;

/** An attempt, by the claim it holds. */
type Claimed = { deliveryId: string; attemptId: string; claimedAt: Date };

function endOf(kind: Failure["kind"]): keyof typeof ENDS {
  if (kind === "never") return "failed";
  return kind === "unknown" && hasSendEvents() ? "unknown" : "deferred";
}

/**
 * An attempt failed: the email waits, has failed for good, or may have been taken after all.
 * Where another attempt has taken the email over meanwhile, its claim is left alone.
 */
export async function recordFailure(
  { deliveryId, attemptId, claimedAt }: Claimed,
  error: unknown,
  { attempt: attemptNumber, now }: { attempt: number; now: Date },
): Promise<SendOutcome> {
  const { kind, code, detail, blame } = classifyFailure(error);
  const outcome = endOf(kind);
  const { move, attempt, level } = ENDS[outcome];
  const until = after(claimedAt, unansweredTimeoutMs());
  const waitMs = retryWait(code, attemptNumber);
  const dueAt = outcome === "deferred" ? after(now, waitMs) : until;
  // Our own server that does not relay for us says nothing of the mailbox.
  const stop = code === "relay_denied" ? null : findSuppressionByCode(code);
  const blocked = stop ? insertSuppression(stop, now, sql`stopped`) : sql`SELECT`;
  const [row] = await db.$queryRaw<{ address: string }[]>`
    WITH stopped AS (
      UPDATE delivery SET status = ${outcome}::delivery_status, failure_code = ${code}, due_at = ${dueAt}
      WHERE id = ${deliveryId}::uuid AND claimed_at = ${claimedAt} AND status::text = ANY(${comesFrom(move)})
      RETURNING registration_id, address
    ), blocked AS (${blocked}), attempt AS (
      UPDATE delivery_attempt SET ended_at = ${now}, failure_code = ${code}, failure_detail = ${detail},
        outcome = ${attempt}::delivery_attempt_outcome
      WHERE id = ${attemptId}::uuid
    )
    SELECT address, pg_notify(${REGISTRATION_CHANGED}, registration_id::text)::text FROM stopped`;
  if (row && (outcome === "failed" || blame))
    reportRefusal(deliveryId, blame ?? code, { address: row.address, words: detail });
  log[level](
    { deliveryId, failure: code, detail },
    `a ${code in textFailures ? "text" : "mail"} was ${outcome}`,
  );
  switch (outcome) {
    case "unknown":
      return { outcome, until };
    case "deferred":
      return { outcome, code, waitMs };
    case "failed":
      return { outcome, code };
  }
}

import "server-only";
import { v7 as uuidv7 } from "uuid";
import { db } from "../../db";
import { REGISTRATION_CHANGED } from "../../realtime/announce";
import { comesFrom, deliveryMoves, type DeliveryStatus } from "../delivery-status";
import type { Feedback } from "./parse-ses-event";

/** What an event came to. `deliveryId` is null when it is about no email that we know. */
export type Recorded =
  | { outcome: "duplicate" }
  | { outcome: "recorded"; deliveryId: string | null; movedTo: DeliveryStatus | null };

/**
 * Writes an event down, once, with all that follows from it: the email's status, what it says
 * of its sending, a suppression, and word to the waiting page. One statement: it happens as
 * a whole, and of two events at once the second looks at what the first has left.
 *
 * An event may name one email by our tag and another by the provider's id: then the tag holds,
 * and the other email keeps the id, which is unique.
 *
 * @param id by which a repetition is known
 */
export async function recordFeedback(
  id: string,
  { type, occurredAt, detail, deliveryId, messageId, effect }: Feedback,
  now: Date,
): Promise<Recorded> {
  const to = effect && deliveryMoves[effect.move].to;
  const from = effect ? comesFrom(effect.move) : [];
  const code = effect?.code ?? null;
  const block = effect?.block ?? null;
  const [row] = await db.$queryRaw<
    { isNew: boolean; deliveryId: string | null; movedTo: DeliveryStatus | null }[]
  >`
    WITH mail AS (
      SELECT id, address, user_id, template, sent_at FROM delivery
      WHERE id = ${deliveryId}::uuid OR provider_message_id = ${messageId}
      ORDER BY (id = ${deliveryId}::uuid) DESC NULLS LAST LIMIT 1
    ), event AS (
      INSERT INTO delivery_event (id, delivery_id, type, occurred_at, received_at, detail)
      SELECT ${id}, (SELECT id FROM mail), ${type}, ${occurredAt}, ${now}, ${JSON.stringify(detail)}::jsonb
      ON CONFLICT (id) DO NOTHING RETURNING delivery_id
    ), moved AS (
      UPDATE delivery d SET status = ${to}::delivery_status, failure_code = ${code},
        sent_at = coalesce(d.sent_at, ${occurredAt}),
        provider_message_id = coalesce(d.provider_message_id, CASE WHEN NOT EXISTS (
          SELECT FROM delivery other WHERE other.provider_message_id = ${messageId}) THEN ${messageId} END)
      FROM event WHERE d.id = event.delivery_id AND (d.status::text = ANY(${from})
        OR d.status::text = ${to} AND coalesce(d.failure_code, '') COLLATE "C" < coalesce(${code}, ''))
      RETURNING d.registration_id, d.status
    ), informed AS (
      UPDATE "user" u SET confirmation_sent_at = ${occurredAt} FROM mail, moved
      WHERE u.id = mail.user_id AND mail.template = 'confirm_email' AND u.confirmation_sent_at IS NULL
    ), blocked AS (
      INSERT INTO suppression AS s (id, address, scope, reason, created_at)
      SELECT ${uuidv7()}::uuid, mail.address, 'everything', ${block}::suppression_reason, ${now}
      FROM mail, event WHERE ${block}::text IS NOT NULL
      ON CONFLICT (address, scope) DO UPDATE SET reason = excluded.reason, created_at = excluded.created_at
        WHERE excluded.reason > s.reason
    )
    SELECT EXISTS (SELECT FROM event) AS "isNew", (SELECT delivery_id::text FROM event) AS "deliveryId",
      (SELECT status::text FROM moved) AS "movedTo",
      (SELECT pg_notify(${REGISTRATION_CHANGED}, registration_id::text)::text FROM moved)`;
  if (!row?.isNew) return { outcome: "duplicate" };
  return { outcome: "recorded", deliveryId: row.deliveryId, movedTo: row.movedTo };
}

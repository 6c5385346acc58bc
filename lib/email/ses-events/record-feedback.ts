import "server-only";
import { db, sql } from "../../db";
import { REGISTRATION_CHANGED } from "../../realtime/announce";
import { comesFrom, deliveryMoves, type DeliveryStatus } from "../delivery-status";
import { insertSuppression } from "../suppress-after-failure";
import type { Feedback } from "./parse-ses-event";

/** What an event came to. `deliveryId` is null when it is about no email that we know. */
export type Recorded =
  | { outcome: "duplicate" }
  | {
      outcome: "recorded";
      deliveryId: string | null;
      movedTo: DeliveryStatus | null;
      /** Where the email went; null for none of ours. */
      address: string | null;
    };

/**
 * Writes an event down, once, with all that follows from it: the email's status, what it says
 * of its sending, a suppression or the end of one, and word to the waiting page. One statement: it happens as
 * a whole, and of two events at once the second looks at what the first has left.
 *
 * An event may name one email by our tag and another by the provider's id: then the tag holds,
 * and the other email keeps the id, which is unique.
 *
 * @param id by which a repetition is known
 */
export async function recordFeedback(
  id: string,
  { type, occurredAt, detail, deliveryId, messageId, effect }: Omit<Feedback, "alarm">,
  now: Date,
): Promise<Recorded> {
  const to = effect && deliveryMoves[effect.move].to;
  const from = effect ? comesFrom(effect.move) : [];
  const code = effect?.code ?? null;
  // Of a clock that is ahead, nothing is believed that has not happened yet.
  const at = occurredAt < now ? occurredAt : now;
  // A mailbox that took an email afterwards is there.
  const bounced = sql`(SELECT mail.address FROM mail, event WHERE NOT EXISTS (
    SELECT FROM delivery later WHERE later.address = mail.address AND later.status = 'delivered'
      AND later.sent_at > ${at}))`;
  const blocked = effect?.block
    ? insertSuppression(effect.block, at, bounced)
    : sql`DELETE FROM suppression s USING mail, event
        WHERE ${to}::text = 'delivered' AND s.address = mail.address AND s.scope = 'everything'
          AND s.reason = 'hard_bounce' AND s.created_at < mail.sent_at`;
  const [row] = await db.$queryRaw<
    {
      isNew: boolean;
      deliveryId: string | null;
      movedTo: DeliveryStatus | null;
      address: string | null;
    }[]
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
    ), blocked AS (${blocked})
    SELECT EXISTS (SELECT FROM event) AS "isNew", (SELECT delivery_id::text FROM event) AS "deliveryId",
      (SELECT status::text FROM moved) AS "movedTo", (SELECT address FROM mail) AS address,
      (SELECT pg_notify(${REGISTRATION_CHANGED}, registration_id::text)::text FROM moved)`;
  if (!row?.isNew) return { outcome: "duplicate" };
  const { deliveryId: known, movedTo, address } = row;
  return { outcome: "recorded", deliveryId: known, movedTo, address };
}

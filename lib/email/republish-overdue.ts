import "server-only";
import { after, MINUTE, SECOND } from "../clock";
import { db, inTransaction, type Tx } from "../db";
import { env } from "../env";
import { takeTurn } from "../heartbeat";
import { uuidFloor } from "../uuid-range";
import { enqueue } from "../outbox/outbox";
import { countToPublish, type Movement } from "./count-to-publish";
import { type EventSubject, toDeliveryEvent } from "./to-delivery-event";
import { giveUpDelivery } from "./give-up";
import { log } from "../log";
import { GRACE_MS, isWaiting, LIFETIME_MS, needsEvent } from "./overdue";
import { SHARE_OF_RATE } from "./send-rate/reserve-send-slots";

/** Over all processes, one sweep in this time. */
const PAUSE_MS = 25 * SECOND;

async function readMovement(tx: Tx, now: Date): Promise<Movement> {
  const since = uuidFloor(after(now, -MINUTE));
  const [movement] = await tx.$queryRaw<Movement[]>`
    SELECT
      (SELECT count(*)::int FROM delivery_attempt WHERE id >= ${since}::uuid) AS attempts,
      EXISTS (
        SELECT FROM delivery_attempt a JOIN delivery d ON d.id = a.delivery_id
        WHERE a.id >= ${since}::uuid AND d.republished_at IS NULL
          AND d.created_at < a.started_at - make_interval(secs => ${GRACE_MS / SECOND}::float8)
          AND NOT EXISTS (SELECT FROM delivery_attempt b WHERE b.delivery_id = d.id AND b.started_at < a.started_at)
      ) AS "hasBacklog",
      (SELECT least(${env.SES_MAX_SEND_RATE}::float8, max_send_rate) FROM sender)
        * ${(SHARE_OF_RATE * MINUTE) / SECOND}::float8 AS sendable`;
  if (!movement) throw new Error("a statement without FROM gave no row");
  return movement;
}

type Overdue = EventSubject & { createdAt: Date };

/** Marks the overdue emails that are published now, those that never were again first. */
function take(tx: Tx, count: number, now: Date): Promise<Overdue[]> {
  return tx.$queryRaw<Overdue[]>`
    UPDATE delivery SET republished_at = ${now}
    WHERE id = ANY (ARRAY(
      SELECT id FROM delivery d
      WHERE ${isWaiting} AND ${needsEvent(now, GRACE_MS)}
        AND coalesce(registration_id, password_reset_id, address_change_id, audit_event_id,
          phone_code_id) IS NOT NULL
        -- Inngest has just got its event, or the outbox still holds it.
        AND NOT EXISTS (
          SELECT FROM outbox_event o
          WHERE (o.published_at IS NULL OR o.published_at > ${after(now, -GRACE_MS)})
            AND o.data ->> 'deliveryId' = d.id::text)
      ORDER BY (republished_at > due_at) IS TRUE, due_at
      LIMIT ${count} FOR UPDATE SKIP LOCKED))
    RETURNING id, template, created_at AS "createdAt", registration_id AS "registrationId",
      password_reset_id AS "passwordResetId", address_change_id AS "addressChangeId",
      audit_event_id AS "auditEventId",
      phone_code_id AS "phoneCodeId"`;
}

/**
 * Writes a new event for each email that should have been tried by now and was not: Inngest
 * may have lost what it accepted, or a run may have ended in the middle. A run that comes too
 * late finds the email sent or claimed. An email that nobody sent for days is given up.
 *
 * @returns how many events were written; null when another sweep has just been at work
 */
export async function republishOverdue(now = new Date()): Promise<number | null> {
  if (!(await takeTurn("republish-overdue", PAUSE_MS, now))) return null;
  const [first] = await db.$queryRaw<object[]>`
    SELECT FROM delivery WHERE ${isWaiting} AND due_at < ${after(now, -GRACE_MS)} LIMIT 1`;
  if (!first) return 0;
  const tooOld = after(now, -LIFETIME_MS);
  const overdue = await inTransaction(async (tx) => {
    const taken = await take(tx, countToPublish(await readMovement(tx, now)), now);
    const wanted = taken.filter(({ createdAt }) => createdAt > tooOld);
    const events = wanted
      .map((mail) => toDeliveryEvent(mail, now))
      .filter((event) => event !== null);
    await enqueue(tx, events, now);
    return taken;
  });
  for (const { id, createdAt } of overdue) if (createdAt <= tooOld) await giveUpDelivery(id);
  if (overdue.length > 0)
    log.warn({ emails: overdue.length }, "emails were overdue: their events are published again");
  return overdue.length;
}

import "server-only";
import { after, DAY } from "../clock";
import { db } from "../db";
import { EXPIRED_KEPT_MS } from "./lifetimes";

/** How long a bounce is remembered after its suppression: another one then lasts twice as long. */
const BOUNCES_KEPT_MS = 180 * DAY;

/** Rows a round deletes, so that no round holds its locks for long. */
const BATCH = 500;

/**
 * Forgets what came to nothing: verifications that ended a week ago, and the registrations
 * (with the passwords somebody typed), requests for a new password and users that only they
 * kept; suppressions that are over.
 *
 * @returns how many verifications went; a full batch means there are more
 */
export async function expireVerifications(
  now = new Date(),
): Promise<{ expired: number; isMore: boolean }> {
  const before = after(now, -EXPIRED_KEPT_MS);
  const [row] = await db.$queryRaw<{ expired: bigint }[]>`
    WITH old AS (
      DELETE FROM verification WHERE id = ANY (ARRAY(
        SELECT id FROM verification WHERE expires_at < ${before} ORDER BY expires_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED))
      RETURNING registration_id
    )
    SELECT count(*) AS expired FROM old`;
  await db.$executeRaw`
    DELETE FROM registration r WHERE r.id = ANY (ARRAY(
      SELECT r.id FROM registration r
      WHERE r.confirmed_at IS NULL AND r.created_at < ${before}
        AND NOT EXISTS (SELECT FROM verification v WHERE v.registration_id = r.id)
      LIMIT ${BATCH} FOR UPDATE SKIP LOCKED))`;
  await db.$executeRaw`
    DELETE FROM password_reset WHERE id = ANY (ARRAY(
      SELECT id FROM password_reset WHERE created_at < ${before}
      ORDER BY created_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED))`;
  await db.$executeRaw`
    DELETE FROM suppression WHERE id = ANY (ARRAY(
      SELECT id FROM suppression WHERE expires_at < ${now}
        AND (reason <> 'hard_bounce' OR expires_at < ${after(now, -BOUNCES_KEPT_MS)}) LIMIT ${BATCH} FOR UPDATE SKIP LOCKED))`;
  await db.$executeRaw`
    DELETE FROM "user" u WHERE u.id = ANY (ARRAY(
      SELECT u.id FROM "user" u
      WHERE u.confirmed_at IS NULL AND u.created_at < ${before}
        AND NOT EXISTS (SELECT FROM registration r WHERE r.user_id = u.id)
      LIMIT ${BATCH} FOR UPDATE SKIP LOCKED))`;
  const expired = Number(row?.expired ?? 0);
  return { expired, isMore: expired === BATCH };
}

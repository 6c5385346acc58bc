import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { AuditEventName } from "../audit/audit-events";
import { db, sql } from "../db";
import { REGISTRATION_CHANGED } from "../realtime/announce";
import type { Credentials } from "../credentials/check-password";
import { isLiveUndoOf } from "../email-change/find-live-undo";
import type { Origin } from "../request/origin";

/** What confirms which registration. */
export type Activation = {
  verificationId: string;
  /** A password chosen on the way replaces the registration's own, which then is void. */
  newPasswordHash?: string;
  /** The registering browser itself is here, so it needs no hand-over later. */
  isRegisteringBrowser: boolean;
  /** The person was told of the account that could still come back to this address. */
  isUndoDeclined?: boolean;
  /** Where the confirmation came from. */
  origin: Origin;
};

/**
 * Confirms an address for one registration: uses the verification up, makes that
 * registration's password (or the new one) and its spelling of the address, which is the one
 * that was proved, the user's, voids its siblings and tells the waiting page. One statement, hence
 * all or nothing: of many that try at once exactly one gets the user, the rest get null. The user's
 * row is locked first, so that two siblings take turns and the second finds its own verification
 * void.
 *
 * Links that undo something stay. While an account can still come back to this address, nothing
 * is confirmed before the person was told: afterwards it could not.
 *
 * @returns null when the verification is used, void or expired, or the user is confirmed, or
 *   there is something to undo first (see `findLiveUndo`)
 */
export async function activateRegistration(
  {
    verificationId,
    newPasswordHash,
    isRegisteringBrowser,
    isUndoDeclined = false,
    origin,
  }: Activation,
  now: Date,
): Promise<Credentials | null> {
  const newHash = newPasswordHash ?? null;
  const audited: AuditEventName = "confirmed";
  const [activated] = await db.$queryRaw<Credentials[]>`
    WITH claimant AS (
      SELECT u.id AS user_id, r.id AS registration_id, r.password_hash, r.original_address,
        r.locale
      FROM verification v
      JOIN registration r ON r.id = v.registration_id
      JOIN "user" u ON u.id = r.user_id
      WHERE v.id = ${verificationId}::uuid AND u.confirmed_at IS NULL
        AND (${isUndoDeclined} OR NOT EXISTS (
          SELECT FROM verification undo JOIN address_change c ON c.id = undo.address_change_id
          WHERE ${isLiveUndoOf(sql`r.address`, now)}))
      FOR UPDATE OF u
    ), used AS (
      UPDATE verification v SET used_at = ${now} FROM claimant c
      WHERE v.id = ${verificationId}::uuid AND v.registration_id = c.registration_id
        AND v.used_at IS NULL AND v.voided_at IS NULL AND v.expires_at > ${now}
      RETURNING v.address
    ), confirmed AS (
      UPDATE "user" u SET confirmed_at = ${now}, password_hash = COALESCE(${newHash}, c.password_hash),
        address = used.address, original_address = c.original_address, locale = c.locale
      FROM claimant c, used WHERE u.id = c.user_id
    ), activated AS (
      UPDATE registration r SET confirmed_at = ${now},
        session_started_at = CASE WHEN ${isRegisteringBrowser} THEN ${now}::timestamptz END
      FROM claimant c, used WHERE r.id = c.registration_id AND ${newHash}::text IS NULL
    ), voided AS (
      UPDATE verification v SET voided_at = ${now} FROM used
      WHERE v.id IN (
          SELECT id FROM verification WHERE address = used.address UNION ALL
          SELECT s.id FROM claimant c JOIN registration r ON r.user_id = c.user_id
            JOIN verification s ON s.registration_id = r.id)
        AND v.purpose IN ('confirm_registration', 'change_address')
        AND v.id <> ${verificationId}::uuid AND v.used_at IS NULL AND v.voided_at IS NULL
    ), audited AS (
      INSERT INTO audit_event (id, user_id, name, actor, ip, user_agent, created_at)
      SELECT ${uuidv7()}::uuid, c.user_id, ${audited}, 'owner', ${origin.ip}, ${origin.userAgent}, ${now}
      FROM claimant c, used
    )
    SELECT c.user_id AS "userId", COALESCE(${newHash}, c.password_hash) AS "passwordHash",
      pg_notify(${REGISTRATION_CHANGED}, c.registration_id::text)::text
    FROM claimant c, used`;
  return activated ? { userId: activated.userId, passwordHash: activated.passwordHash } : null;
}

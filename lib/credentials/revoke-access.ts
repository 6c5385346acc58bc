import "server-only";
import type { Tx } from "../db";

/**
 * Ends everything by which somebody may still come in under what was true before: sessions,
 * waiting pages that would sign themselves in, links and codes, changes of address under
 * way, the trust in browsers that need no second factor, and that of passkeys that need no
 * password: a thief may have added one. Links that undo something stay: whoever took an account
 * over must not void them.
 */
export async function revokeAccess(
  tx: Tx,
  { userId }: { userId: string },
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    WITH sessions AS (
      UPDATE session SET ended_at = ${now}
      WHERE user_id = ${userId}::uuid AND ended_at IS NULL
    ), trust AS (
      UPDATE known_browser SET trusted_until = NULL
      WHERE user_id = ${userId}::uuid AND trusted_until IS NOT NULL
    ), passkeys AS (
      UPDATE second_factor SET needs_password = true
      WHERE user_id = ${userId}::uuid AND kind = 'passkey' AND NOT needs_password
    ), hand_overs AS (
      UPDATE registration SET session_started_at = ${now}
      WHERE user_id = ${userId}::uuid AND confirmed_at IS NOT NULL AND session_started_at IS NULL
    ), changes AS (
      UPDATE address_change SET cancelled_at = ${now}, cancel_reason = 'revoked'
      WHERE user_id = ${userId}::uuid AND confirmed_at IS NULL AND cancelled_at IS NULL
    ), phone_codes AS (
      UPDATE phone_code SET voided_at = ${now}
      WHERE user_id = ${userId}::uuid AND used_at IS NULL AND voided_at IS NULL
    )
    UPDATE verification v SET voided_at = ${now}
    WHERE v.used_at IS NULL AND v.voided_at IS NULL AND v.purpose IN ('reset_password', 'change_address')
      AND (v.password_reset_id IN (SELECT id FROM password_reset WHERE user_id = ${userId}::uuid)
        OR v.address_change_id IN (SELECT id FROM address_change WHERE user_id = ${userId}::uuid))`;
}

import "server-only";
import { db } from "../db";
import type { Locale } from "../i18n/locales";

/**
 * Keeps the language that somebody chose, for the emails to come: of their account, and of the
 * registrations and password resets of their browser that have not ended yet.
 */
export async function rememberLocale(
  locale: Locale,
  { userId, browserKeyHash }: { userId: string | null; browserKeyHash: string | null },
): Promise<void> {
  if (userId === null && browserKeyHash === null) return;
  await db.$executeRaw`
    WITH account AS (
      UPDATE "user" SET locale = ${locale} WHERE id = ${userId}::uuid
    ), registrations AS (
      UPDATE registration SET locale = ${locale}
      WHERE browser_key_hash = ${browserKeyHash} AND confirmed_at IS NULL AND cancelled_at IS NULL
    )
    UPDATE password_reset SET locale = ${locale}
    WHERE browser_key_hash = ${browserKeyHash} AND cancelled_at IS NULL`;
}

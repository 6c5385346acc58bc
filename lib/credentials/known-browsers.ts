import "server-only";
import type { Tx } from "../db";

/**
 * Remembers that a browser is its owner's: somebody in it has just proved that the account is
 * theirs. What strangers fail at does not lock it out.
 */
export async function rememberBrowser(
  tx: Tx,
  userId: string,
  browserKeyHash: string,
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO known_browser (user_id, browser_key_hash, created_at, last_seen_at)
    VALUES (${userId}::uuid, ${browserKeyHash}, ${now}, ${now})
    ON CONFLICT (user_id, browser_key_hash) DO UPDATE SET last_seen_at = excluded.last_seen_at`;
}

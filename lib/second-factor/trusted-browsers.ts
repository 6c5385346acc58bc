import "server-only";
import { record } from "../audit/record";
import { after, DAY } from "../clock";
import type { SignedIn } from "../credentials/check-password";
import { db, inTransaction, type Tx } from "../db";

/** How long a browser is trusted that its owner chose to trust. */
const TRUST_MS = 30 * DAY;

/** Until when a browser is trusted from now on. */
export const trustUntil = (now: Date): Date => after(now, TRUST_MS);

/** Until when each browser of a user is trusted that is, by the hash of its key. */
export async function listTrust(userId: string, now = new Date()): Promise<Map<string, Date>> {
  const browsers = await db.knownBrowser.findMany({
    where: { userId, trustedUntil: { gt: now } },
    select: { browserKeyHash: true, trustedUntil: true },
  });
  return new Map(
    browsers.flatMap(({ browserKeyHash, trustedUntil }) =>
      trustedUntil ? [[browserKeyHash, trustedUntil]] : [],
    ),
  );
}

/** How many browsers need no second factor at the moment. */
export function countTrustedBrowsers(userId: string, now = new Date()): Promise<number> {
  return db.knownBrowser.count({ where: { userId, trustedUntil: { gt: now } } });
}

/**
 * Makes every browser of a user, or the one with a key, ask for the second factor again. Returns how
 * many did not.
 */
export async function distrustBrowsers(
  tx: Tx,
  userId: string,
  browserKeyHash?: string,
): Promise<number> {
  const { count } = await tx.knownBrowser.updateMany({
    where: { userId, browserKeyHash, trustedUntil: { not: null } },
    data: { trustedUntil: null },
  });
  return count;
}

/** The same, at the owner's wish. */
export async function endTrust({ userId, origin }: SignedIn, now = new Date()): Promise<void> {
  await inTransaction(async (tx) => {
    if ((await distrustBrowsers(tx, userId)) === 0) return;
    await record(tx, { userId, name: "browsers_distrusted", actor: "owner", origin }, now);
  });
}

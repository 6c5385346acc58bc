import "server-only";
import { after, HOUR, MINUTE } from "../clock";
import { db, type Tx } from "../db";
import { countingKey } from "../rate-limit/counting-key";

/**
 * Wrong codes that cost nothing, over all factors of a user together. Each further one locks for
 * a quarter of an hour: a guesser who has the password gets 96 tries a day at a million codes, of
 * which three are right.
 */
const FREE_FAILURES = 9;
const LOCK_MS = 15 * MINUTE;

/** Failures older than this are forgotten. */
const MEMORY_MS = 24 * HOUR;

/**
 * Whose wrong codes are counted together: everybody's for a user or, for a browser in which the
 * second factor was proved before, that browser's own. So nobody locks the owner out of it.
 */
export type FactorGuesser = { userId: string; provedBrowser: string | null };

function keyOf({ userId, provedBrowser }: FactorGuesser): string {
  return countingKey("second-factor-throttle", [userId, provedBrowser ?? ""]);
}

/** Whose count a try in a browser goes into. */
export async function factorGuesser(
  userId: string,
  browserKeyHash: string,
): Promise<FactorGuesser> {
  const where = { userId, browserKeyHash, factorProvedAt: { not: null } };
  const isProved = (await db.knownBrowser.count({ where })) > 0;
  return { userId, provedBrowser: isProved ? browserKeyHash : null };
}

/** A try that may go on, or until when no code is looked at. */
type Attempt = { outcome: "counted"; locksNow: boolean } | { outcome: "locked"; until: Date };

/**
 * Counts a try as failed before its code is compared, so that many at once cannot share one.
 * `forgiveFactorAttempt` takes it back when it was right.
 *
 * `locksNow` is true for the first of the tries that lock, should it be wrong: the owner is told
 * then.
 */
export async function consumeFactorAttempt(guesser: FactorGuesser, now: Date): Promise<Attempt> {
  const addressKey = keyOf(guesser);
  const forgotten = after(now, -MEMORY_MS);
  const [row] = await db.$queryRaw<{ failures: number }[]>`
    INSERT INTO sign_in_throttle AS t (address_key, failures, updated_at)
    VALUES (${addressKey}, 1, ${now})
    ON CONFLICT (address_key) DO UPDATE SET
      failures = CASE WHEN t.updated_at < ${forgotten} THEN 1 ELSE t.failures + 1 END,
      locked_until = CASE WHEN t.updated_at >= ${forgotten} AND t.failures + 1 > ${FREE_FAILURES}::int
        THEN ${after(now, LOCK_MS)}::timestamptz END,
      updated_at = ${now}
    WHERE t.locked_until IS NULL OR t.locked_until <= ${now}
    RETURNING failures`;
  if (row) return { outcome: "counted", locksNow: row.failures === FREE_FAILURES + 1 };
  const locked = await db.signInThrottle.findUnique({ where: { addressKey } });
  return { outcome: "locked", until: locked?.lockedUntil ?? after(now, LOCK_MS) };
}

/**
 * Takes a try back that was right. A browser that is proved starts afresh. The count of everybody
 * else stays as it was before: a guesser must not profit from the owner's sign-ins.
 */
export async function forgiveFactorAttempt(
  tx: Pick<Tx, "signInThrottle" | "$executeRaw">,
  guesser: FactorGuesser,
): Promise<void> {
  const addressKey = keyOf(guesser);
  if (guesser.provedBrowser) await tx.signInThrottle.deleteMany({ where: { addressKey } });
  else
    await tx.$executeRaw`
      UPDATE sign_in_throttle SET failures = failures - 1, locked_until = NULL
      WHERE address_key = ${addressKey} AND failures > 0`;
}

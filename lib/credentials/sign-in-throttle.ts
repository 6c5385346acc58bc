import "server-only";
import { after, HOUR, MINUTE } from "../clock";
import { db, type Sql, sql, type Tx } from "../db";
import { mailboxOf } from "../mailbox/mailbox";
import { countingKey } from "../rate-limit/counting-key";

/** Failures that cost nothing; each later one costs twice the time of the one before. */
const FREE_FAILURES = 4;
const FIRST_LOCK_MS = MINUTE;
const LONGEST_LOCK_MS = 15 * MINUTE;

/** Failures older than this are forgotten. */
const MEMORY_MS = 24 * HOUR;

/**
 * Whose failures are counted together: everybody's at an address or, for a browser in which
 * its owner proved before that the account is theirs, that browser's own. So nobody locks the
 * owner out of it
 * (OWASP: Slow Down Online Guessing Attacks with Device Cookies).
 */
export type Guesser = { address: string } | { userId: string; knownBrowser: string };

// Unknown addresses are counted too; the key keeps the table from being a list of them.
function keyOf(guesser: Guesser): string {
  const parts =
    "knownBrowser" in guesser
      ? [guesser.userId, guesser.knownBrowser]
      : [mailboxOf(guesser.address)];
  return countingKey("sign-in-throttle", parts);
}

/**
 * Counts a try to sign in as failed, before its password is compared: of many at once each
 * is counted, and a guesser gains nothing by haste. The fifth locks the address for a
 * minute, each further one for twice as long, up to 15 minutes (OWASP Authentication sheet:
 * exponential, per account). A try that turns out right is taken back (`refundSignInAttempt`).
 *
 * @returns null when the try may go on; else until when the address is locked (never for
 *   good), and the try is not counted
 */
export async function consumeSignInAttempt(guesser: Guesser, now: Date): Promise<Date | null> {
  const addressKey = keyOf(guesser);
  const counted = await db.$executeRaw`
    INSERT INTO sign_in_throttle AS t (address_key, failures, updated_at)
    VALUES (${addressKey}, 1, ${now})
    ON CONFLICT (address_key) DO UPDATE SET
      failures = CASE WHEN t.updated_at < ${after(now, -MEMORY_MS)} THEN 1 ELSE t.failures + 1 END,
      locked_until = CASE WHEN t.updated_at >= ${after(now, -MEMORY_MS)} AND t.failures + 1 > ${FREE_FAILURES}::int
        THEN ${now}::timestamptz + LEAST(
          ${LONGEST_LOCK_MS}::float8,
          ${FIRST_LOCK_MS}::float8 * power(2, LEAST(t.failures - ${FREE_FAILURES}::int, 10))
        ) * interval '1 millisecond' END,
      updated_at = ${now}
    WHERE t.locked_until IS NULL OR t.locked_until <= ${now}`;
  if (counted === 1) return null;
  const row = await db.signInThrottle.findUnique({ where: { addressKey } });
  return row?.lockedUntil ?? null;
}

/** Forgets what failed in a known browser. */
export async function forgetFailures(tx: Pick<Tx, "signInThrottle">, guesser: Guesser) {
  await tx.signInThrottle.deleteMany({ where: { addressKey: keyOf(guesser) } });
}

/** Takes a try back that was never judged. */
export async function uncountSignIn(guesser: Guesser): Promise<void> {
  await db.$executeRaw(uncount(guesser));
}

const uncount = (guesser: Guesser): Sql => sql`
  UPDATE sign_in_throttle SET failures = failures - 1, locked_until = NULL
  WHERE address_key = ${keyOf(guesser)} AND failures > 0`;

/**
 * Takes a try back that turned out right: a statement by itself, or a part of the one that opens
 * the session. A known browser starts afresh. The count of everybody else stays as it was
 * before: were it cleared, a guesser who fails on would see that the owner was here, and so that
 * there is an account.
 */
export function refundSignInAttempt(guesser: Guesser): Sql {
  return "knownBrowser" in guesser
    ? sql`DELETE FROM sign_in_throttle WHERE address_key = ${keyOf(guesser)}`
    : uncount(guesser);
}

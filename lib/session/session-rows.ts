import "server-only";
import { cache } from "react";
import { v7 as uuidv7 } from "uuid";
import type { Credentials } from "../credentials/check-password";
import type { Origin } from "../request/origin";
import type { AuditEventName } from "../audit/audit-events";
import { record } from "../audit/record";
import { after, DAY, MINUTE } from "../clock";
import { refundSignInAttempt } from "../credentials/sign-in-throttle";
import { db, inTransaction, sql, type Tx, type UserRole } from "../db";
import { paths } from "../paths";
import { hasSecondFactor } from "../second-factor/has-second-factor";

/** How long a session lasts at most, however much it is used. */
export const SESSION_LIFE_MS = 30 * DAY;

/** How long it lasts without being used. */
const IDLE_MS = 7 * DAY;

/** A session that is used is moved on this often, and not with each request. */
const TOUCH_EVERY_MS = 5 * MINUTE;

/** How long a sign-in waits for its second factor. */
const PENDING_LIFE_MS = 10 * MINUTE;

/** The browser that is signed in, and the session that its cookie names already. */
type Browser = { browserKeyHash: string | null; origin: Origin; replacedSessionId?: string | null };

/** How somebody comes in. */
export type Entry = {
  /** What the trail calls it. */
  name?: AuditEventName;
  /** Where it leads, for a sign-in that has to wait for a second factor. */
  to?: string;
  /**
   * "asked": the account's second factor is, if it has one and does not trust this browser.
   * "demanded": even in a browser that it trusts. "proved": it was proved a moment ago.
   */
  factor?: "asked" | "demanded" | "proved";
  /** Until when this browser is trusted, if its owner wants that from now on. */
  trustedUntil?: Date | null;
};

/** What a sign-in came to: a session, or a wait for the second factor. */
export type Opened =
  | {
      outcome: "opened";
      sessionId: string;
      /** Another account was signed in in this browser; its session has ended. */
      isSwitch: boolean;
    }
  | { outcome: "factor_needed"; pendingSignInId: string };

/**
 * Opens a session for somebody who has just proved who they are, ends the one that the browser
 * had, remembers the browser and writes all of it into the trail. Where the account has a second
 * factor that is still to be proved, it keeps a pending sign-in instead, which is good for that
 * alone.
 *
 * The user is looked at once more, and held: a password that was replaced while somebody was
 * signing in with it lets nobody in, and whoever replaces it afterwards finds this session and
 * ends it.
 *
 * @returns null when the hash is not the user's any more, or nobody may use the account
 */
export async function openSession(
  { userId, passwordHash, guesser }: Credentials,
  { browserKeyHash, origin: { ip, userAgent }, replacedSessionId = null }: Browser,
  now = new Date(),
  { name = "signed_in", to = paths.account, factor = "asked", trustedUntil = null }: Entry = {},
  client: Pick<Tx, "$queryRaw"> = db,
): Promise<Opened | null> {
  const [sessionId, pendingSignInId] = [uuidv7(), uuidv7()];
  const signedOut: AuditEventName = "signed_out";
  const [isAsked, provedAt] = [factor !== "proved", factor === "proved" ? now : null];
  // One statement: every confirmation and every sign-in waits for it.
  const [opened] = await client.$queryRaw<{ isPending: boolean; isSwitch: boolean }[]>`
    WITH account AS (
      SELECT id FROM "user" WHERE id = ${userId}::uuid AND password_hash = ${passwordHash}
        AND confirmed_at IS NOT NULL AND locked_at IS NULL AND erase_at IS NULL
      FOR SHARE
    ), checked AS (
      SELECT id, ${isAsked} AND ${hasSecondFactor(sql`account.id`)}
        AND NOT (${factor === "asked"} AND EXISTS (
          SELECT FROM known_browser k WHERE k.user_id = account.id
            AND k.browser_key_hash = ${browserKeyHash} AND k.trusted_until > ${now})) AS is_pending
      FROM account
    ), pending AS (
      INSERT INTO pending_sign_in (id, user_id, password_hash, browser_key_hash, name, "to",
        created_at, expires_at)
      SELECT ${pendingSignInId}::uuid, id, ${passwordHash}, COALESCE(${browserKeyHash}, ''),
        ${name}, ${to}, ${now}, ${after(now, PENDING_LIFE_MS)} FROM checked WHERE is_pending
    ), holder AS (
      SELECT id FROM checked WHERE NOT is_pending
    ), replaced AS (
      UPDATE session s SET ended_at = ${now} FROM holder
      WHERE s.id = ${replacedSessionId}::uuid AND s.ended_at IS NULL AND s.expires_at > ${now}
      RETURNING s.user_id, s.user_id <> holder.id AS is_other
    ), opened AS (
      INSERT INTO session (id, user_id, browser_key_hash, ip, user_agent, created_at,
        authenticated_at, factor_proved_at, last_seen_at, expires_at)
      SELECT ${sessionId}::uuid, id, ${browserKeyHash}, ${ip}, ${userAgent}, ${now}, ${now},
        ${provedAt}, ${now}, ${after(now, IDLE_MS)} FROM holder
    ), known AS (
      INSERT INTO known_browser (user_id, browser_key_hash, created_at, last_seen_at,
        factor_proved_at, trusted_until)
      SELECT id, ${browserKeyHash}, ${now}, ${now}, ${provedAt}, ${trustedUntil}
      FROM holder WHERE ${browserKeyHash}::text IS NOT NULL
      ON CONFLICT (user_id, browser_key_hash) DO UPDATE SET last_seen_at = excluded.last_seen_at,
        factor_proved_at = COALESCE(excluded.factor_proved_at, known_browser.factor_proved_at),
        trusted_until = COALESCE(excluded.trusted_until, known_browser.trusted_until)
    ), audited AS (
      INSERT INTO audit_event (id, user_id, name, actor, ip, user_agent, created_at)
      SELECT ${uuidv7()}::uuid, id, ${name}, 'owner'::audit_actor, ${ip}, ${userAgent},
        ${now}::timestamptz FROM holder
      UNION ALL
      SELECT ${uuidv7()}::uuid, user_id, ${signedOut}, 'owner', ${ip}, ${userAgent}, ${now}
      FROM replaced WHERE is_other
    ), refunded AS (${guesser ? refundSignInAttempt(guesser) : sql`SELECT`})
    SELECT is_pending AS "isPending", EXISTS (SELECT FROM replaced WHERE is_other) AS "isSwitch"
    FROM checked`;
  if (!opened) return null;
  return opened.isPending
    ? { outcome: "factor_needed", pendingSignInId }
    : { outcome: "opened", sessionId, isSwitch: opened.isSwitch };
}

/** A session that lives, and its user. */
export type LiveSession = {
  id: string;
  userId: string;
  createdAt: Date;
  lastSeenAt: Date;
  authenticatedAt: Date;
  /** When a second factor was proved in this session; null when none was. */
  factorProvedAt: Date | null;
  hasSecondFactor: boolean;
  address: string;
  originalAddress: string;
  confirmedAt: Date;
  role: UserRole;
};

async function touch({ id, createdAt }: LiveSession, now: Date): Promise<void> {
  const expiresAt = Math.min(
    after(now, IDLE_MS).getTime(),
    after(createdAt, SESSION_LIFE_MS).getTime(),
  );
  const data = { lastSeenAt: now, expiresAt: new Date(expiresAt) };
  await db.session.updateMany({ where: { id, endedAt: null }, data });
}

/**
 * The session and its user while it lives; null once it has ended or expired. Looked up once a
 * request.
 */
export const findSession = cache(async (id: string): Promise<LiveSession | null> => {
  const now = new Date();
  const [session] = await db.$queryRaw<LiveSession[]>`
    SELECT s.id, s.user_id AS "userId", s.created_at AS "createdAt", s.last_seen_at AS "lastSeenAt",
      s.authenticated_at AS "authenticatedAt", s.factor_proved_at AS "factorProvedAt",
      ${hasSecondFactor(sql`u.id`)} AS "hasSecondFactor", u.address, u.original_address AS "originalAddress",
      u.confirmed_at AS "confirmedAt", u.role
    FROM session s JOIN "user" u ON u.id = s.user_id
    WHERE s.id = ${id}::uuid AND s.ended_at IS NULL AND s.expires_at > ${now}
      AND u.confirmed_at IS NOT NULL AND u.erase_at IS NULL AND u.locked_at IS NULL`;
  if (!session) return null;
  if (session.lastSeenAt < after(now, -TOUCH_EVERY_MS)) await touch(session, now);
  return session;
});

/** Signs out: the next request that names the session finds nobody signed in. */
export async function endSession(id: string, origin: Origin, now = new Date()): Promise<void> {
  await inTransaction(async (tx) => {
    const [ended] = await tx.session.updateManyAndReturn({
      where: { id, endedAt: null },
      data: { endedAt: now },
      select: { userId: true },
    });
    if (ended) await record(tx, { ...ended, name: "signed_out", actor: "owner", origin }, now);
  });
}

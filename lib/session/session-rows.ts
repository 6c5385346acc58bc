import "server-only";
import { cache } from "react";
import { v7 as uuidv7 } from "uuid";
import type { Origin } from "../accounts/origin";
import type { AuditEventName } from "../audit/audit-events";
import { record } from "../audit/record";
import { after, DAY, MINUTE } from "../clock";
import { db, inTransaction, type UserRole } from "../db";

/** How long a session lasts at most, however much it is used. */
export const SESSION_LIFE_MS = 30 * DAY;

/** How long it lasts without being used. */
const IDLE_MS = 7 * DAY;

/** A session that is used is moved on this often, and not with each request. */
const TOUCH_EVERY_MS = 5 * MINUTE;

/** The browser that is signed in. */
type Browser = { browserKeyHash: string | null; origin: Origin };

/** Opens a session for somebody who has just proved who they are, and writes it into the trail. */
export async function openSession(
  userId: string,
  { browserKeyHash, origin: { ip, userAgent } }: Browser,
  now = new Date(),
): Promise<string> {
  const id = uuidv7();
  const audited: AuditEventName = "signed_in";
  // One statement: every confirmation and every sign-in waits for it.
  await db.$executeRaw`
    WITH opened AS (
      INSERT INTO session (id, user_id, browser_key_hash, ip, user_agent, created_at,
        authenticated_at, last_seen_at, expires_at)
      VALUES (${id}::uuid, ${userId}::uuid, ${browserKeyHash}, ${ip}, ${userAgent}, ${now}, ${now},
        ${now}, ${after(now, IDLE_MS)})
    )
    INSERT INTO audit_event (id, user_id, name, actor, ip, user_agent, created_at)
    VALUES (${uuidv7()}::uuid, ${userId}::uuid, ${audited}, 'owner', ${ip}, ${userAgent}, ${now})`;
  return id;
}

/** A session that lives, and its user. */
export type LiveSession = {
  id: string;
  userId: string;
  createdAt: Date;
  lastSeenAt: Date;
  authenticatedAt: Date;
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

/** The session and its user while it lives; null once it has ended or expired. Looked up once a request. */
export const findSession = cache(async (id: string): Promise<LiveSession | null> => {
  const now = new Date();
  const [session] = await db.$queryRaw<LiveSession[]>`
    SELECT s.id, s.user_id AS "userId", s.created_at AS "createdAt", s.last_seen_at AS "lastSeenAt",
      s.authenticated_at AS "authenticatedAt", u.address, u.original_address AS "originalAddress",
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

import "server-only";
import { after, DAY } from "../clock";
import { db, sql } from "../db";
import { explainEmailFailure } from "../email/failures";
import { type Locale, localeOf } from "../i18n/locales";
import { isMailboxOf } from "../mailbox/find-user";

/** How far back the audit trail certainly goes: lib/retention keeps it for a year. */
const TRAIL_MS = 365 * DAY;

const BOUNCES = ["noSuchMailbox", "mailboxClosed", "noSuchDomain", "markedAsSpam"] as const;

/** That emails to the account bounce, why and since when. For nobody but its signed-in owner. */
export type Bounces = { why: (typeof BOUNCES)[number] | "rejected"; since: Date };

/** What the overview of an account shows beside what every page knows of it. */
export type AccountFacts = {
  /** Of the emails to come. */
  locale: Locale;
  openSessions: number;
  /** Null when it was longer ago than the audit trail goes back. */
  passwordSetAt: Date | null;
  /** Null while emails arrive, as far as we know. */
  bounces: Bounces | null;
};

type Row = {
  locale: string;
  openSessions: number;
  passwordChangedAt: Date | null;
  bounce: string | null;
  bouncedSince: Date | null;
};

/** Of a bounce from before reasons were kept, only that it was one is known. */
function toBounces({ bounce, bouncedSince: since }: Pick<Row, "bounce" | "bouncedSince">) {
  if (!since) return null;
  const { reason } = explainEmailFailure(bounce);
  return { since, why: BOUNCES.find((each) => each === reason) ?? "rejected" } as const;
}

/** Reads them in one statement. */
export async function accountFacts(
  { userId, memberSince }: { userId: string; memberSince: Date },
  now = new Date(),
): Promise<AccountFacts> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT owner.locale,
      (SELECT count(*)::int FROM session s
        WHERE s.user_id = owner.id AND s.ended_at IS NULL AND s.expires_at > ${now}) AS "openSessions",
      (SELECT e.created_at FROM audit_event e
        WHERE e.user_id = owner.id AND e.name IN ('password_changed', 'password_reset')
        ORDER BY e.created_at DESC LIMIT 1) AS "passwordChangedAt",
      b.cause AS bounce, b.created_at AS "bouncedSince"
    FROM "user" owner LEFT JOIN LATERAL (
      SELECT coalesce(s.cause, CASE s.reason WHEN 'complaint' THEN 'complained' END) AS cause,
        s.created_at
      FROM suppression s
      WHERE ${isMailboxOf(sql`s.address`, sql`owner.address`)} AND s.scope = 'everything'
        AND s.reason IN ('hard_bounce', 'complaint')
        AND (s.expires_at IS NULL OR s.expires_at > ${now})
      ORDER BY s.created_at DESC LIMIT 1) b ON true
    WHERE owner.id = ${userId}::uuid`;
  const { locale = "", openSessions = 0, passwordChangedAt = null } = row ?? {};
  const since = memberSince > after(now, -TRAIL_MS) ? memberSince : null;
  return {
    locale: localeOf({ locale }),
    openSessions,
    passwordSetAt: passwordChangedAt ?? since,
    bounces: row ? toBounces(row) : null,
  };
}

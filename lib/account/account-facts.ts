import "server-only";
import { after, DAY } from "../clock";
import { db } from "../db";
import { type Locale, localeOf } from "../i18n/locales";

/** How far back the audit trail certainly goes: lib/retention keeps it for a year. */
const TRAIL_MS = 365 * DAY;

/** What the overview of an account shows beside what every page knows of it. */
type AccountFacts = {
  /** Of the emails to come. */
  locale: Locale;
  openSessions: number;
  /** Null when it was longer ago than the audit trail goes back. */
  passwordSetAt: Date | null;
};

type Row = { locale: string; openSessions: number; passwordChangedAt: Date | null };

/** Reads them in one statement. */
export async function accountFacts(
  { userId, memberSince }: { userId: string; memberSince: Date },
  now = new Date(),
): Promise<AccountFacts> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT u.locale,
      (SELECT count(*)::int FROM session s
        WHERE s.user_id = u.id AND s.ended_at IS NULL AND s.expires_at > ${now}) AS "openSessions",
      (SELECT e.created_at FROM audit_event e
        WHERE e.user_id = u.id AND e.name IN ('password_changed', 'password_reset')
        ORDER BY e.created_at DESC LIMIT 1) AS "passwordChangedAt"
    FROM "user" u WHERE u.id = ${userId}::uuid`;
  const { locale = "", openSessions = 0, passwordChangedAt = null } = row ?? {};
  const since = memberSince > after(now, -TRAIL_MS) ? memberSince : null;
  return {
    locale: localeOf({ locale }),
    openSessions,
    passwordSetAt: passwordChangedAt ?? since,
  };
}

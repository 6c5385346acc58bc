import "server-only";
import { after, MINUTE } from "../../clock";
import { type Sql, sql } from "../../db";
import { hasSendEvents } from "../lost-answers";

/**
 * SES tells of a refusal within seconds. What it has said nothing of for so long counts as
 * accepted: where its configuration set tells of no deliveries, nothing else ever would.
 */
const SILENCE_MS = 15 * MINUTE;

/** Emails sent since a moment that their mailbox provider has accepted. Uses the index on `sent_at`. */
export function wasAccepted(since: Date, now: Date): Sql {
  const silentSince = hasSendEvents() ? after(now, -SILENCE_MS) : now;
  return sql`(d.sent_at >= ${since} AND (d.status IN ('delivered', 'complained')
    OR d.status = 'sent' AND d.sent_at <= ${silentSince}))`;
}

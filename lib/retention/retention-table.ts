import { DAY } from "../clock";
import { type Sql, sql } from "../db";
import { MESSAGE_IDS_KEPT_DAYS } from "../email/ses-events/check-envelope";
import { uuidFloor } from "../uuid-range";

/** What is kept how long, and why. */
export type RetentionRule = {
  /** In steps, logs and metrics. */
  name: string;
  /** In an operator's words. */
  data: string;
  days: number;
  /** What the days are counted from. */
  since: string;
  why: string;
  table: Sql;
  /**
   * The rows that are due, as a statement after FROM, where `t` is a row of the table: the
   * oldest first, and by an index, because each round looks for them anew.
   */
  due: (before: Date) => Sql;
};

const YEAR = 365;

/**
 * Applied every night by inngest/functions/apply-retention.ts. Not here: what nobody confirmed,
 * links with who opened them, and requests for a new password (expire-verifications, a week after
 * the link ended), limits (the same, when their time is over), and accounts with all that hangs
 * on them (erase-accounts, a week after their owner asked).
 */
export const retentionTable: RetentionRule[] = [
  {
    name: "outbox_events",
    data: "Events that Inngest has",
    days: 7,
    since: "they were published",
    why: "Inngest drops repetitions for a day; the rest is for looking into a bad week.",
    table: sql`outbox_event`,
    due: (before) => sql`outbox_event t WHERE t.published_at < ${before} ORDER BY t.published_at`,
  },
  {
    name: "delivery_attempts",
    data: "Tries at sending an email or a text, with the provider's words",
    days: 90,
    since: "the try",
    why: "Enough to compare two quarters of a provider's refusals; then an email's outcome says it.",
    table: sql`delivery_attempt`,
    due: (before) => sql`delivery_attempt t WHERE t.id < ${uuidFloor(before)}::uuid ORDER BY t.id`,
  },
  {
    name: "delivery_events",
    data: "What the provider told of an email",
    days: MESSAGE_IDS_KEPT_DAYS,
    since: "it came",
    why: "As for the tries.",
    table: sql`delivery_event`,
    due: (before) => sql`delivery_event t WHERE t.received_at < ${before} ORDER BY t.received_at`,
  },
  {
    name: "phone_codes",
    data: "Codes by text message, with number and place, and their texts",
    days: 90,
    since: "they were asked for",
    why: "A bill for texts is disputed within a quarter. A number is needed no longer than that.",
    table: sql`phone_code`,
    due: (before) => sql`phone_code t WHERE t.id < ${uuidFloor(before)}::uuid ORDER BY t.id`,
  },
  {
    name: "deliveries",
    data: "Emails: to whom, which, and what became of them",
    days: YEAR,
    since: "they were asked for",
    why: "“I never got your email” comes months later. What still waits is never deleted.",
    table: sql`delivery`,
    due: (before) => sql`delivery t WHERE t.id < ${uuidFloor(before)}::uuid
      AND t.status NOT IN ('queued', 'sending', 'deferred') ORDER BY t.id`,
  },
  {
    name: "sessions",
    data: "Sessions that ended or expired",
    days: 90,
    since: "their end",
    why: "To answer “was that me?” together with the trail.",
    table: sql`session`,
    // No session lives longer than 30 days, so few rows with so old an id are not due yet.
    due: (before) => sql`session t WHERE t.id < ${uuidFloor(before)}::uuid
      AND (t.ended_at < ${before} OR t.expires_at < ${before}) ORDER BY t.id`,
  },
  {
    name: "known_browsers",
    data: "Browsers that an account was used in, by a hash of their key",
    days: 400,
    since: "their last sign-in",
    why: "Strangers who fail do not lock them out. Their cookie lives a year.",
    table: sql`known_browser`,
    due: (before) => sql`known_browser t WHERE t.last_seen_at < ${before} ORDER BY t.last_seen_at`,
  },
  {
    name: "sign_in_failures",
    data: "Counts of failed sign-ins, by an HMAC of the address",
    days: 30,
    since: "the last failure",
    why: "After a day they lock nothing any more; for a month they show a slow guesser.",
    table: sql`sign_in_throttle`,
    // The one table that is read from its beginning: an index on what each failure changes
    // would cost more by day than this does at night. Without an order it stops when full.
    due: (before) => sql`sign_in_throttle t WHERE t.updated_at < ${before}`,
  },
  {
    name: "pending_sign_ins",
    data: "Sign-ins that waited for their second step",
    days: 1,
    since: "they expired, ten minutes after the password",
    why: "They are good for nothing any more; a day is for looking into a complaint.",
    table: sql`pending_sign_in`,
    due: (before) => sql`pending_sign_in t WHERE t.expires_at < ${before} ORDER BY t.expires_at`,
  },
  {
    name: "unfinished_second_factors",
    data: "Second factors that nobody finished setting up",
    days: 1,
    since: "they were begun",
    why: "After an hour they cannot be finished any more.",
    table: sql`second_factor`,
    due: (before) => sql`second_factor t WHERE t.created_at < ${before} AND t.confirmed_at IS NULL
      ORDER BY t.created_at`,
  },
  {
    name: "factor_removals",
    data: "Removals of second factors that an operator started",
    days: YEAR,
    since: "they were started",
    why: "Whoever lost an account this way may notice late. What still runs is never deleted.",
    table: sql`factor_removal`,
    due: (before) => sql`factor_removal t WHERE t.id < ${uuidFloor(before)}::uuid
      AND (t.done_at IS NOT NULL OR t.cancelled_at IS NOT NULL) ORDER BY t.id`,
  },
  {
    name: "address_changes",
    data: "Changes of address",
    days: YEAR,
    since: "they were asked for",
    why: "Whoever lost an account this way may notice late.",
    table: sql`address_change`,
    due: (before) => sql`address_change t WHERE t.id < ${uuidFloor(before)}::uuid ORDER BY t.id`,
  },
  {
    name: "audit_of_erased",
    data: "The trail of an erased account (without address, IP and browser)",
    days: 90,
    since: "the account was erased",
    why: "To prove that it was erased, and no longer than that takes.",
    table: sql`audit_event`,
    // In the order of ids "erased" goes last: by it the others are found.
    due: (before) => sql`audit_event gone JOIN audit_event t ON t.user_id = gone.user_id
      WHERE gone.name = 'erased' AND gone.id < ${uuidFloor(before)}::uuid ORDER BY gone.id, t.id`,
  },
  {
    name: "audit_of_nobody",
    data: "The trail of addresses without an account: never confirmed, or never there",
    days: 90,
    since: "it happened",
    why: "It shows an attack under way, and names IPs of people who are no users.",
    table: sql`audit_event`,
    // Looks at two weeks of events, not at all of them: whatever a fortnight of failing leaves
    // behind goes with the rest after a year.
    due: (before) => sql`audit_event t
      WHERE t.created_at < ${before} AND t.created_at >= ${new Date(before.getTime() - 14 * DAY)}
        AND NOT EXISTS (SELECT FROM "user" u WHERE u.id = t.user_id)
        AND NOT EXISTS (SELECT FROM audit_event e WHERE e.user_id = t.user_id AND e.name = 'erased')
      ORDER BY t.created_at`,
  },
  {
    name: "audit_events",
    data: "The trail of an account",
    days: YEAR,
    since: "it happened",
    why: "Break-ins are found months later (PCI DSS 4.0, 10.5.1: at least a year).",
    table: sql`audit_event`,
    due: (before) => sql`audit_event t WHERE t.created_at < ${before} ORDER BY t.created_at`,
  },
  {
    name: "operator_actions",
    data: "What operators did, and why",
    days: 2 * YEAR,
    since: "they did it",
    why: "Those with power are answerable for longer than others.",
    table: sql`operator_action`,
    due: (before) => sql`operator_action t WHERE t.created_at < ${before} ORDER BY t.created_at`,
  },
  {
    name: "funnel_hours",
    data: "Counts of registrations by hour",
    days: 2 * YEAR,
    since: "the hour",
    why: "One year beside another. They name nobody.",
    table: sql`funnel_hour`,
    due: (before) => sql`funnel_hour t WHERE t.hour < ${before} ORDER BY t.hour`,
  },
  {
    name: "domain_days",
    data: "Counts of registrations by day and mailbox provider",
    days: 2 * YEAR,
    since: "the day",
    why: "As for the hours.",
    table: sql`domain_day`,
    due: (before) => sql`domain_day t WHERE t.day < ${before}::date ORDER BY t.day`,
  },
];

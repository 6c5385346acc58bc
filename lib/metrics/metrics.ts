import "server-only";
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import { oncePerProcess } from "../once-per-process";

/**
 * Seconds from a form to an email: from one that is taken at once to one that waits for an hour.
 */
const WAITS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3_600];

/** Seconds of one exchange with a provider, which is cut off after ten. */
const EXCHANGES = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * Everything that Prometheus can read of this service, but for what Node says of itself. The
 * values of all labels are words of ours: never an address, an id or what somebody typed.
 * Counters count what this process did, and are added up over the processes of WEB_CONCURRENCY.
 * Gauges are read from the database by the process that is asked, and are never added up; of
 * several replicas, take their max.
 */
function define() {
  const [registry, databaseRegistry] = [new Registry(), new Registry()];
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers });
  const histogram = <Label extends string>(
    ...[name, help, buckets, labelNames]: [string, string, number[], Label[]]
  ) => new Histogram({ name, help, buckets, labelNames, registers });
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name, help, labelNames, registers: [databaseRegistry] });
  new Gauge({
    name: "latchkey_processes",
    help: "Server processes that serve: 1, or with WEB_CONCURRENCY as many of them as run.",
    registers,
    collect() {
      this.set(1);
    },
  });

  return {
    registry,
    databaseRegistry,

    registrations: counter(
      "latchkey_registrations_total",
      "Forms to register that were handed in, by outcome.",
      ["outcome"],
    ),
    confirmations: counter(
      "latchkey_confirmations_total",
      "Addresses that were confirmed: by the link, the code, the link and the password in another browser, the link and a new password, or an operator.",
      ["way"],
    ),
    signIns: counter(
      "latchkey_sign_ins_total",
      "Tries to sign in, by outcome; a right password for an address nobody confirmed is unconfirmed.",
      ["outcome"],
    ),
    secondFactors: counter(
      "latchkey_second_factors_total",
      "Tries at the second step of a sign-in, by the way that was chosen and the outcome.",
      ["way", "outcome"],
    ),
    breachedPasswords: counter(
      "latchkey_breached_password_checks_total",
      "New passwords that were looked up among breached ones: clean, breached, or failed (then they count as clean).",
      ["outcome"],
    ),
    passkeySignIns: counter(
      "latchkey_passkey_sign_ins_total",
      "Tries to sign in by a passkey alone, by outcome.",
      ["outcome"],
    ),
    limitsHit: counter(
      "latchkey_limits_hit_total",
      "Requests that a limit refused, by its name in lib/rate-limit/limits.ts.",
      ["limit"],
    ),
    linksOpened: counter(
      "latchkey_links_opened_total",
      "Genuine links that were opened: by the browser that asked, another browser, or what looks like a scanner.",
      ["by"],
    ),
    emails: counter(
      "latchkey_emails_total",
      "Attempts to send an email, by template and what they came to (lib/email/send-email-delivery.ts).",
      ["template", "outcome"],
    ),
    emailsGivenUp: counter(
      "latchkey_emails_given_up_total",
      "Emails whose attempts are used up.",
      [],
    ),
    emailEvents: counter(
      "latchkey_email_events_total",
      "Events of SES that were recorded, by type; one that we do not know is other.",
      ["type"],
    ),
    texts: counter(
      "latchkey_texts_total",
      "Attempts to send a text message, by country and what they came to; given_up is one whose attempts are used up.",
      ["country", "outcome"],
    ),
    refusals: counter(
      "latchkey_email_refusals_total",
      "Times that a mailbox provider refused an email or put it off because of us, or refused it in words that nobody knows (bounced), by reason (lib/email/reasons/reason-table.ts) and provider.",
      ["reason", "provider"],
    ),
    feedback: counter(
      "latchkey_feedback_total",
      "Messages to the webhook of SES, by what became of them; broken and away are answered by a 5xx.",
      ["outcome"],
    ),
    outboxPublished: counter(
      "latchkey_outbox_published_total",
      "Events of the outbox that Inngest took.",
      [],
    ),
    outboxFailures: counter(
      "latchkey_outbox_failures_total",
      "Times that Inngest did not take what the outbox had for it.",
      [],
    ),
    requestFailures: counter(
      "latchkey_request_failures_total",
      "Requests that an error broke which nobody expected.",
      [],
    ),
    deleted: counter(
      "latchkey_retention_deleted_total",
      "Rows that were kept long enough, by the line of lib/retention/retention-table.ts.",
      ["data"],
    ),

    requestToSent: histogram(
      "latchkey_email_request_to_sent_seconds",
      "From the request for an email until the email transport took it, retries included; confirm_email is from register to sent.",
      WAITS,
      ["template"],
    ),
    attempts: histogram(
      "latchkey_email_attempt_seconds",
      "One exchange with the email transport, without the wait for a send slot.",
      EXCHANGES,
      ["outcome"],
    ),
    sendSlotWaits: histogram(
      "latchkey_send_slot_wait_seconds",
      "How long an email waited for a send slot, so that no more go than the transport allows.",
      EXCHANGES,
      [],
    ),
    textRequestToSent: histogram(
      "latchkey_text_request_to_sent_seconds",
      "From the request for a text message until Amazon SNS took it, retries included.",
      WAITS,
      [],
    ),
    textAttempts: histogram(
      "latchkey_text_attempt_seconds",
      "One exchange with Amazon SNS about a text message, without the wait for a send slot.",
      EXCHANGES,
      ["outcome"],
    ),
    textSlotWaits: histogram(
      "latchkey_text_slot_wait_seconds",
      "How long a text message waited for a send slot, so that no more go than SMS_MAX_SEND_RATE.",
      EXCHANGES,
      [],
    ),

    databaseUp: gauge(
      "latchkey_database_up",
      "1 where the database answered this scrape; 0, and no other gauge, where it did not.",
    ),
    outboxWaiting: gauge("latchkey_outbox_waiting", "Events that Inngest has not taken yet."),
    outboxOldest: gauge(
      "latchkey_outbox_oldest_seconds",
      "Age of the oldest event that Inngest has not taken; 0 without one.",
    ),
    heartbeat: gauge(
      "latchkey_heartbeat_timestamp_seconds",
      "When a periodic job last finished, in seconds since 1970.",
      ["name"],
    ),
    deliveries: gauge(
      "latchkey_deliveries",
      "Mails: waiting for their turn, retrying, held because their mailbox provider refuses ours, or failed of those asked for in the last 24 hours.",
      ["state"],
    ),
    deliveryOldest: gauge(
      "latchkey_delivery_oldest_seconds",
      "Age of the oldest email that waits or is retried; 0 without one.",
    ),
    deliveryOverdue: gauge(
      "latchkey_delivery_overdue_seconds",
      "How long the oldest email is overdue that nobody has tried in time; 0 without one.",
    ),
    factorUsers: gauge(
      "latchkey_second_factor_users",
      "Users with a second factor, by its kind, and any; counted every 10 minutes.",
      ["kind"],
    ),
    factorRemovals: gauge(
      "latchkey_factor_removals",
      "Removals of all second factors that operators started and that wait for their 72 hours.",
    ),
    deadLetters: gauge(
      "latchkey_dead_letters",
      "Emails that will not go out by themselves and that an operator can replay; counted up to 10,000.",
    ),
    providerHolds: gauge(
      "latchkey_provider_holds",
      "Mailbox providers that refuse our email, so that emails to them wait.",
    ),
    bounceRate: gauge(
      "latchkey_bounce_rate",
      "Share (of 1) of the newest emails that bounced, as lib/email/reputation judges.",
    ),
    complaintRate: gauge(
      "latchkey_complaint_rate",
      "Share (of 1) of the newest emails that were marked as spam, as lib/email/reputation judges.",
    ),
    senderReputation: gauge(
      "latchkey_sender_reputation",
      "1 for the sender reputation at SES: good, near_review or near_pause.",
      ["reputation"],
    ),
    quota: gauge(
      "latchkey_send_quota",
      "Emails that the transport allows in 24 hours; absent where there is no bound or none is known.",
    ),
    quotaLeft: gauge("latchkey_send_quota_left", "How many of them are left; absent as well."),
    sendRate: gauge("latchkey_send_rate_limit", "Emails a second, at most."),
  };
}

/** The metrics, as one process has them. */
export type Metrics = ReturnType<typeof define>;

/** The metrics of this process. Counting is an addition in memory: no request waits for it. */
export const metrics = oncePerProcess("metrics", define);

import { DAY, SECOND } from "@/lib/clock";
import type { Chance } from "./chance";
import { type Fate, fateOf } from "./mail-fate";
import { moment, type Rows } from "./rows";
import { uuidAt } from "./uuid-at";

/** What an email is about, as its row says. */
export type Mail = {
  userId: string | null;
  registrationId?: string;
  passwordResetId?: string;
  addressChangeId?: string;
  auditEventId?: string;
  address: string;
  template: string;
  event: string;
};

/** How an email went: when it was sent, if it was, and whether a mailbox has it. */
export type Mailed = { fate: Fate; sentAt: number | null; isThere: boolean; id: string };

/** How long outbox rows are kept (milliseconds). */
const OUTBOX_KEPT = 7 * DAY;

/** What the world of a seeding is: its rows, its chance and its present. */
export type World = {
  rows: Rows;
  chance: Chance;
  now: number;
  /** The addresses and scopes that are suppressed already: each is once. */
  suppressed: Set<string>;
};

function writeOutbox({ rows, chance, now }: World, mail: Mail, id: string, at: number): void {
  if (at < now - OUTBOX_KEPT) return;
  const { registrationId, passwordResetId, addressChangeId, auditEventId } = mail;
  const about = { registrationId, passwordResetId, addressChangeId, auditEventId };
  rows.add("outbox_event", {
    id: uuidAt(at, chance),
    name: mail.event,
    data: JSON.stringify({ deliveryId: id, ...about }),
    created_at: moment(at),
    published_at: moment(Math.min(now, at + chance.wait(40, 0.5))),
  });
}

/** Writes one email with its attempts, and what the provider told of it. */
export function writeMail(world: World, mail: Mail, at: number): Mailed {
  const { rows, chance, now } = world;
  const id = uuidAt(at, chance);
  const fate = fateOf(mail.template, now - at, chance);
  let [startedAt, claimedAt, sentAt] = [
    at + chance.wait(120, 0.5),
    null as number | null,
    null as number | null,
  ];
  for (const { outcome, failureCode, detail } of fate.attempts) {
    const endedAt = Math.min(now, startedAt + chance.wait(90, 0.4));
    claimedAt = Math.min(now, startedAt);
    if (outcome === "accepted") sentAt = endedAt;
    rows.add("delivery_attempt", {
      id: uuidAt(claimedAt, chance),
      delivery_id: id,
      started_at: moment(claimedAt),
      ended_at: moment(endedAt),
      outcome,
      failure_code: failureCode,
      failure_detail: detail,
    });
    startedAt += chance.wait(20 * SECOND, 0.8);
  }
  rows.add("delivery", {
    id,
    user_id: mail.userId,
    registration_id: mail.registrationId ?? null,
    password_reset_id: mail.passwordResetId ?? null,
    address_change_id: mail.addressChangeId ?? null,
    audit_event_id: mail.auditEventId ?? null,
    address: mail.address,
    template: mail.template,
    status: fate.status,
    created_at: moment(at),
    claimed_at: moment(claimedAt),
    // What may have been taken waits for an operator: nobody tries it again.
    due_at: moment(fate.status === "unknown" ? null : now),
    sent_at: moment(sentAt),
    provider_message_id: sentAt === null ? null : `${providerId(sentAt, chance)}-000000`,
    failure_code: fate.failureCode,
  });
  let eventAt = sentAt ?? at;
  for (const { type, detail, wait } of fate.events) {
    eventAt += chance.wait(wait, 0.7);
    rows.add("delivery_event", {
      id: uuidAt(eventAt, chance),
      delivery_id: id,
      type,
      occurred_at: moment(eventAt),
      received_at: moment(eventAt + chance.wait(300, 0.5)),
      detail: JSON.stringify(detail),
    });
  }
  if (fate.suppression) writeSuppression(world, mail.address, fate.suppression, eventAt);
  writeOutbox(world, mail, id, at);
  return { fate, sentAt, isThere: fate.status === "delivered" || fate.status === "complained", id };
}

/** Stops emails to an address; "this was not me" those of registrations, for 30 days. */
export function writeSuppression(
  { rows, chance, suppressed }: World,
  address: string,
  reason: string,
  at: number,
): void {
  const isByReader = reason === "not_me";
  const scope = isByReader ? "registration" : "everything";
  if (suppressed.has(`${address} ${scope}`)) return;
  suppressed.add(`${address} ${scope}`);
  rows.add("suppression", {
    id: uuidAt(at, chance),
    address,
    scope,
    reason,
    created_at: moment(at),
    expires_at: isByReader ? moment(at + 30 * DAY) : null,
  });
}

/** "0100019a…-uuid", as SES names the emails it takes. */
function providerId(at: number, chance: Chance): string {
  return `0100${Math.floor(at).toString(16).padStart(12, "0")}-${uuidAt(at, chance)}`;
}

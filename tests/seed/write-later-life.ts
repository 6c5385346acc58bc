import { DAY, HOUR, MINUTE } from "@/lib/clock";
import { aBrowser, type Browser } from "./browsers";
import { moment } from "./rows";
import { uuidAt } from "./uuid-at";
import { writeAudit } from "./write-audit";
import { writeMail, type World } from "./write-mail";
import type { Person } from "./write-person";

/** Sessions end when nobody used them for a week. */
const IDLE = 7 * DAY;

function writeSession(world: World, person: Person, browser: Browser, at: number): void {
  const { rows, chance, now } = world;
  writeAudit(world, person.id, "signed_in", at, browser);
  const leftAt = at + chance.wait(HOUR, 2);
  const lastSeenAt = Math.min(now, leftAt);
  const isEnded = leftAt < now && chance.happens(0.25);
  rows.add("session", {
    id: uuidAt(at, chance),
    user_id: person.id,
    browser_key_hash: browser.keyHash,
    user_agent: browser.userAgent,
    ip: browser.ip,
    created_at: moment(at),
    authenticated_at: moment(at),
    last_seen_at: moment(lastSeenAt),
    expires_at: moment(lastSeenAt + IDLE),
    ended_at: isEnded ? moment(lastSeenAt) : null,
  });
  if (isEnded) writeAudit(world, person.id, "signed_out", lastSeenAt, browser);
}

/** Asks for a new password; for an address that nobody has, without a person. */
export function writeReset(world: World, person: Person | null, address: string, at: number): void {
  const { rows, chance } = world;
  const browser = person?.browser ?? aBrowser(chance);
  const id = uuidAt(at, chance);
  const userId = person?.id ?? null;
  rows.add("password_reset", {
    id,
    user_id: userId,
    address,
    original_address: address,
    browser_key_hash: browser.keyHash,
    user_agent: browser.userAgent,
    ip: browser.ip,
    created_at: moment(at),
  });
  writeAudit(world, userId, "password_reset_requested", at, browser, "visitor");
  const template = person ? "reset_password" : "no_account";
  const event = "account/password-reset-requested";
  const mail = { userId, passwordResetId: id, address, template, event };
  const { isThere, sentAt } = writeMail(world, mail, at);
  if (!person || !isThere || sentAt === null || !chance.happens(0.8)) return;
  const doneAt = sentAt + chance.wait(3 * MINUTE, 0.8);
  if (doneAt > world.now) return;
  const auditEventId = writeAudit(world, userId, "password_reset", doneAt, browser);
  const notice = { userId, auditEventId, address, event: "account/password-changed" };
  writeMail(world, { ...notice, template: "password_changed" }, doneAt);
}

/** Wants to move to another address, and thinks better of it: the seeded ones stay as they are. */
function writeChange(world: World, person: Person, at: number): void {
  const { rows, chance } = world;
  const id = uuidAt(at, chance);
  const { address, browser } = person;
  const newAddress = `new.${address}`;
  rows.add("address_change", {
    id,
    user_id: person.id,
    old_address: address,
    old_original_address: address,
    new_address: newAddress,
    new_original_address: newAddress,
    user_agent: browser.userAgent,
    ip: browser.ip,
    created_at: moment(at),
    confirmed_at: null,
    cancelled_at: moment(Math.min(world.now, at + HOUR)),
    cancel_reason: "withdrawn",
  });
  writeAudit(world, person.id, "address_change_requested", at, browser);
  const mail = {
    userId: person.id,
    addressChangeId: id,
    event: "account/address-change-requested",
  };
  writeMail(world, { ...mail, address: newAddress, template: "confirm_new_address" }, at);
  writeMail(world, { ...mail, address, template: "address_change_notice" }, at);
}

function writeDeletion(world: World, person: Person, at: number): void {
  const { address, browser, id: userId } = person;
  const auditEventId = writeAudit(world, userId, "deletion_requested", at, browser);
  const event = "account/deletion-requested";
  writeMail(world, { userId, auditEventId, address, event, template: "account_deletion" }, at);
  const undoneAt = at + world.chance.wait(DAY, 0.3);
  if (undoneAt < world.now) writeAudit(world, userId, "deletion_undone", undoneAt, browser);
}

/** Registers once more with an account, and is told so by email. */
function writeReminder(world: World, person: Person, at: number): void {
  writeAudit(world, person.id, "registered", at, person.browser, "visitor");
  const mail = { userId: person.id, address: person.address, event: "account/registered" };
  writeMail(world, { ...mail, template: "already_registered" }, at);
}

/** Adds a passkey, of which nobody has the other half. */
function writeFactor(world: World, person: Person, at: number): void {
  const id = uuidAt(at, world.chance);
  world.rows.add("second_factor", {
    ...{ id, user_id: person.id, kind: "passkey", name: "Passkey", credential_id: id },
    ...{ created_at: moment(at), confirmed_at: moment(at), public_key: "\\x00", sign_count: 0 },
  });
}

/** What else happens to somebody after they confirmed. */
export function writeLaterLife(world: World, person: Person): void {
  const { chance, now } = world;
  const { confirmedAt, browser } = person;
  if (confirmedAt === null) return;
  writeSession(world, person, browser, confirmedAt);
  const happens = (share: number, write: (at: number) => void) => {
    const at = confirmedAt + chance.wait(20 * DAY, 1.2);
    if (chance.happens(share) && at < now) write(at);
  };
  happens(0.5, (at) => writeSession(world, person, browser, at));
  happens(0.2, (at) => writeSession(world, person, aBrowser(chance), at));
  happens(0.1, (at) => writeAudit(world, person.id, "sign_in_failed", at, browser, "visitor"));
  happens(0.2, (at) => writeFactor(world, person, at));
  happens(0.04, (at) => writeReset(world, person, person.address, at));
  happens(0.02, (at) => writeReminder(world, person, at));
  happens(0.005, (at) => writeChange(world, person, at));
  happens(0.002, (at) => writeDeletion(world, person, at));
  happens(0.001, (at) => writeAudit(world, person.id, "data_downloaded", at, browser));
}

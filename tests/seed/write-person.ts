import { DAY, HOUR, MINUTE, SECOND } from "@/lib/clock";
import { aBrowser, type Browser, SCANNER } from "./browsers";
import { addressOf } from "./names";
import { moment } from "./rows";
import { uuidAt } from "./uuid-at";
import { writeAudit } from "./write-audit";
import { type Mailed, writeMail, type World } from "./write-mail";

/** Somebody who registered: what their later life is written from. */
export type Person = {
  id: string;
  address: string;
  browser: Browser;
  confirmedAt: number | null;
};

/** The password of everybody who is seeded, as a hash, so that one can sign in as them. */
export type Seeding = World & { passwordHash: string };

type Attempt = {
  registrationId: string;
  verificationId: string;
  at: number;
  mailed: Mailed;
  browser: Browser;
};

/** One who tries again does so after minutes, or after days. */
function timesOfRegistering({ chance, now }: World, first: number): number[] {
  const times = [first];
  if (chance.happens(0.15)) times.push(first + chance.wait(8 * MINUTE, 1.2));
  if (chance.happens(0.04)) times.push(first + chance.wait(2 * DAY, 1));
  return times.filter((at) => at < now).toSorted((a, b) => a - b);
}

function attempt(
  world: Seeding,
  person: Pick<Person, "id" | "address">,
  browser: Browser,
  at: number,
): Attempt {
  writeAudit(world, person.id, "registered", at, browser, "visitor");
  const registrationId = uuidAt(at, world.chance);
  const mail = {
    userId: person.id,
    registrationId,
    address: person.address,
    template: "confirm_email",
    event: "account/registered",
  };
  const mailed = writeMail(world, mail, at);
  return { registrationId, verificationId: uuidAt(at, world.chance), at, mailed, browser };
}

/** When the person confirms, by the newest email that came; null for those who never do. */
function timeOfConfirming(
  { chance, now }: World,
  attempts: Attempt[],
  isCompany: boolean,
): number | null {
  const newest = attempts.findLast(({ mailed }) => mailed.isThere);
  if (!newest?.mailed.sentAt || !chance.happens(isCompany ? 0.71 : 0.76)) return null;
  const at = newest.mailed.sentAt + 5 * SECOND + chance.wait(2.5 * MINUTE, 1.3);
  // The link lives for a day.
  return at < now && at < newest.at + DAY ? at : null;
}

function writeOpenings(
  world: World,
  each: Attempt,
  isCompany: boolean,
  confirmedAt: number | null,
): void {
  const { rows, chance, now } = world;
  const sentAt = each.mailed.sentAt ?? now;
  const open = (
    at: number,
    from: { ip: string; userAgent: string },
    isOwn: boolean,
    isScanner: boolean,
  ) =>
    rows.add("link_opening", {
      id: uuidAt(at, chance),
      verification_id: each.verificationId,
      opened_at: moment(at),
      ip: from.ip,
      user_agent: from.userAgent,
      is_own_browser: isOwn,
      looks_like_scanner: isScanner,
    });
  if (isCompany && chance.happens(0.3))
    open(
      sentAt + chance.wait(1_500, 0.5),
      { ...aBrowser(chance), userAgent: SCANNER },
      false,
      true,
    );
  const isOwn = chance.happens(0.7);
  // Of ten, two type the code; some open the link and leave it at that.
  if (confirmedAt !== null && chance.happens(0.8))
    open(confirmedAt, isOwn ? each.browser : aBrowser(chance), isOwn, false);
  else if (confirmedAt === null && chance.happens(0.12))
    open(sentAt + chance.wait(20 * MINUTE), aBrowser(chance), false, false);
}

function writeAttempt(world: Seeding, person: Person, each: Attempt, isConfirmed: boolean): void {
  const { rows, chance, passwordHash } = world;
  const { registrationId, at, browser } = each;
  const confirmedAt = isConfirmed ? person.confirmedAt : null;
  const isCancelled = !isConfirmed && chance.happens(0.01) && each.mailed.isThere;
  rows.add("registration", {
    id: registrationId,
    user_id: person.id,
    address: person.address,
    original_address: person.address,
    password_hash: passwordHash,
    browser_key_hash: browser.keyHash,
    user_agent: browser.userAgent,
    ip: browser.ip,
    created_at: moment(at),
    confirmed_at: moment(confirmedAt),
    cancelled_at: isCancelled ? moment(at + HOUR) : null,
    cancel_reason: isCancelled ? (chance.happens(0.5) ? "reported" : "corrected") : null,
  });
  rows.add("verification", {
    id: each.verificationId,
    purpose: "confirm_registration",
    address: person.address,
    registration_id: registrationId,
    password_reset_id: null,
    address_change_id: null,
    created_at: moment(at),
    expires_at: moment(at + DAY),
    code_expires_at: moment(at + 15 * MINUTE),
    code_attempts: confirmedAt !== null && chance.happens(0.2) ? 1 : 0,
    used_at: moment(confirmedAt),
    voided_at: isConfirmed ? null : moment(person.confirmedAt),
  });
}

/** Writes somebody's way from the form to a confirmed address, or how far they got. */
export function writePerson(world: Seeding, number: string, at: number): Person {
  const { rows, chance, passwordHash } = world;
  const { address, isCompany } = addressOf(number, chance);
  const browser = aBrowser(chance);
  const who = { id: uuidAt(at, chance), address };
  const attempts = timesOfRegistering(world, at).map((time) => attempt(world, who, browser, time));
  const confirmedAt = timeOfConfirming(world, attempts, isCompany);
  const person = { ...who, browser, confirmedAt };
  const used = confirmedAt === null ? undefined : attempts.findLast(({ mailed }) => mailed.isThere);
  for (const each of attempts) {
    writeAttempt(world, person, each, each === used);
    if (each.mailed.isThere)
      writeOpenings(world, each, isCompany, each === used ? confirmedAt : null);
  }
  const isLocked = confirmedAt !== null && chance.happens(0.0003);
  rows.add("user", {
    id: person.id,
    address,
    original_address: address,
    password_hash: confirmedAt === null ? null : passwordHash,
    created_at: moment(at),
    confirmation_sent_at: moment(
      attempts.findLast(({ mailed }) => mailed.sentAt !== null)?.mailed.sentAt ?? null,
    ),
    confirmed_at: moment(confirmedAt),
    erase_at: null,
    role: "member",
    locked_at: isLocked ? moment(Math.min(world.now, confirmedAt + 3 * DAY)) : null,
  });
  if (confirmedAt !== null) writeAudit(world, person.id, "confirmed", confirmedAt, browser);
  return person;
}

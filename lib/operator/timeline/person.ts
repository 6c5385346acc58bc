import "server-only";
import { describeDevice, describeOrigin, describePlace } from "../../request/origin";
import { cleanAddress, normaliseAddress } from "../../request/address";
import {
  db,
  type FactorRemoval,
  type Registration,
  type SuppressionScope,
  type User,
} from "../../db";
import { type SUPPRESSION_CODES, suppressionsOf } from "../../email/suppressions";
import { findUserByAddress } from "../../mailbox/find-user";
import { isSameMailbox } from "../../mailbox/mailbox";
import { maskNumber } from "../../phone/phone-number";
import { findFactorRemoval } from "../../second-factor/factor-removal";
import { type FactorSummary, listFactors } from "../../second-factor/factors";
import { countRecoveryCodes } from "../../second-factor/recovery-codes";
import { countTrustedBrowsers } from "../../second-factor/trusted-browsers";

/** A kind of email that is stopped, why, since when and until when. */
export type Stop = {
  scope: SuppressionScope;
  reason: keyof typeof SUPPRESSION_CODES;
  /** For a bounce: a failure code, and how often emails bounced after an earlier block had ended. */
  cause: string | null;
  times: number;
  createdAt: Date;
  expiresAt: Date | null;
};

/** A registration as an operator tells it from others: when and from where it was made. */
export type KnownRegistration = { id: string; createdAt: Date; origin: string };

/** An account, as far as an operator may know it. */
type KnownAccount = Pick<
  User,
  "id" | "originalAddress" | "createdAt" | "confirmedAt" | "lockedAt" | "eraseAt" | "role"
> & {
  sessions: { device: string; place: string; createdAt: Date; lastSeenAt: Date }[];
  /** Registrations whose email can be sent once more, the newest first. */
  waiting: KnownRegistration[];
  /** Registrations of the account's address that an operator could confirm, the newest first. */
  confirmable: KnownRegistration[];
  /** Second factors, without what proves them; a phone number is masked. */
  factors: FactorSummary[];
  recoveryCodes: number;
  trustedBrowsers: number;
  /** The removal of all second factors that waits. */
  factorRemoval: Pick<FactorRemoval, "startedAt" | "dueAt"> | null;
};

/** Somebody an operator looks at: an address, and the account with it if there is one. */
export type Person = { address: string; account: KnownAccount | null; stops: Stop[] };

/** The second factors of a user, as an operator may see them. */
async function readFactors(userId: string, now: Date) {
  const [factors, recoveryCodes, trustedBrowsers, removal] = await Promise.all([
    listFactors(userId),
    countRecoveryCodes(userId),
    countTrustedBrowsers(userId, now),
    findFactorRemoval(userId),
  ]);
  return {
    factors: factors.map(({ number, ...rest }) => ({
      ...rest,
      number: number && maskNumber(number),
    })),
    recoveryCodes,
    trustedBrowsers,
    factorRemoval: removal && { startedAt: removal.startedAt, dueAt: removal.dueAt },
  };
}

function known({ id, createdAt, ip, userAgent }: Registration): KnownRegistration {
  return { id, createdAt, origin: describeOrigin({ ip, userAgent }) };
}

/** The person with an account; null when there is none. */
export async function findPerson(userId: string, now = new Date()): Promise<Person | null> {
  const user = await db.user.findUnique({ where: { id: userId } });
  if (!user) return null;
  const { address, confirmedAt } = user;
  const [stops, sessions, registrations, factors] = await Promise.all([
    suppressionsOf(address),
    db.session.findMany({
      where: { userId, endedAt: null, expiresAt: { gt: now } },
      orderBy: { lastSeenAt: "desc" },
    }),
    db.registration.findMany({
      where: { userId, cancelledAt: null },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    }),
    readFactors(userId, now),
  ]);
  const { id, originalAddress, createdAt, lockedAt, eraseAt, role } = user;
  return {
    address,
    stops,
    account: {
      ...{ id, originalAddress, createdAt, confirmedAt, lockedAt, eraseAt, role },
      sessions: sessions.map((session) => ({
        device: describeDevice(session.userAgent),
        place: describePlace(session.ip),
        createdAt: session.createdAt,
        lastSeenAt: session.lastSeenAt,
      })),
      ...factors,
      waiting: confirmedAt ? [] : registrations.filter((each) => !each.confirmedAt).map(known),
      confirmable: confirmedAt
        ? []
        : registrations.filter((each) => isSameMailbox(each.address, address)).map(known),
    },
  };
}

/** Whatever is known of an address, with an account or without. Null for what is no address. */
export async function findByAddress(typed: string): Promise<Person | null> {
  const address = normaliseAddress(cleanAddress(typed));
  if (!address) return null;
  const user = await findUserByAddress(address);
  const person = user && (await findPerson(user.id));
  return person ?? { address, account: null, stops: await suppressionsOf(address) };
}

import "server-only";
import type { Locale } from "../i18n/locales";
import { v7 as uuidv7 } from "uuid";
import type { AuditEventName } from "../audit/audit-events";
import { db } from "../db";
import { hasTurnstile } from "../bot-protection/turnstile";
import { userIdOf } from "../mailbox/find-user";
import { metrics } from "../metrics/metrics";
import { consume, type Limited } from "../rate-limit/consume";
import {
  consumeSignInAttempt,
  type Guesser,
  refundSignInAttempt,
  uncountSignIn,
} from "../credentials/sign-in-throttle";
import type { Credentials } from "../credentials/check-password";
import { insertRegistration } from "../registration/insert-registration";
import type { Origin } from "../request/origin";
import { verifyPassword, TooBusyError } from "../credentials/password-hash";
import { consumeRegistrationLimits } from "../registration/register";
import type { TypedAddress } from "../request/form-schemas";

/** Address and password, and the browser they were typed in. */
export type AuthenticateInput = TypedAddress & {
  password: string;
  browserKeyHash: string;
  origin: Origin;
  /** The language of the emails of a registration that this may begin. */
  locale?: Locale;
};

type Authenticated =
  | { outcome: "authenticated"; credentials: Credentials }
  | { outcome: "unconfirmed" | "register_again" | "refused" | "account_locked" }
  | { outcome: "deletion_pending"; eraseAt: Date }
  | { outcome: "locked"; until: Date }
  | Limited;

type Candidate = {
  userId: string;
  /** The account's; null while the address is not confirmed. */
  passwordHash: string | null;
  eraseAt: Date | null;
  lockedAt: Date | null;
  isKnownBrowser: boolean;
  /** Of an attempt to register the address that proved nothing; null without one. */
  attemptHash: string | null;
  isWaitingHere: boolean;
};

/**
 * Who may be meant by an address, in one query whether there is somebody or not: what is
 * asked of the database must not tell.
 *
 * Besides the account's password one attempt's may be meant: this browser's own newest, else
 * the newest of all. One only, because each costs a hash, and the number of hashes would
 * tell how often an address was registered.
 */
async function findCandidate(
  address: string,
  browserKeyHash: string,
  now: Date,
): Promise<Candidate | null> {
  const [candidate] = await db.$queryRaw<Candidate[]>`
    SELECT u.id AS "userId", u.password_hash AS "passwordHash", u.erase_at AS "eraseAt",
      u.locked_at AS "lockedAt",
      EXISTS (SELECT FROM known_browser k WHERE k.user_id = u.id AND k.browser_key_hash = ${browserKeyHash})
        AS "isKnownBrowser",
      CASE WHEN r.confirmed_at IS NULL THEN r.password_hash END AS "attemptHash",
      COALESCE(r.browser_key_hash = ${browserKeyHash} AND EXISTS (
        SELECT FROM verification v WHERE v.registration_id = r.id AND v.expires_at > ${now}), false)
        AS "isWaitingHere"
    FROM "user" u LEFT JOIN LATERAL (
      SELECT id, password_hash, browser_key_hash, confirmed_at FROM registration
      WHERE user_id = u.id AND lower(address) = lower(u.address) AND cancelled_at IS NULL
      ORDER BY browser_key_hash = ${browserKeyHash} DESC, created_at DESC, id DESC LIMIT 1
    ) r ON true
    WHERE u.id = ${userIdOf(address)}`;
  return candidate ?? null;
}

/** Remembers a failure; as much is written for an address that nobody has. */
async function rememberFailure(userId: string | null, origin: Origin, now: Date): Promise<void> {
  const name: AuditEventName = "sign_in_failed";
  await db.auditEvent.createMany({
    data: { id: uuidv7(), userId, name, actor: "visitor", ...origin, createdAt: now },
  });
}

/**
 * Whether an address and a password belong together. A wrong password and an unknown
 * address are one outcome after the same work: two hashes, the account's and an attempt's.
 *
 * "unconfirmed" means the password of an attempt to register that nobody has confirmed: the
 * person belongs on the waiting page, in a registration of this browser, which is made
 * when there is none that lives. So also where the address has an account: were its
 * attempts refused, two forms would tell everybody who has one. "register_again" is the same
 * where none lives here and a captcha stands before registering. "deletion_pending" means a
 * right password for an account that its owner asked to be deleted, "account_locked" for one
 * that an operator shut.
 */
export async function authenticate(
  input: AuthenticateInput,
  now = new Date(),
): Promise<Authenticated> {
  const result = await tryToAuthenticate(input, now);
  metrics.signIns.inc({ outcome: result.outcome });
  return result;
}

async function tryToAuthenticate(input: AuthenticateInput, now: Date): Promise<Authenticated> {
  const { address, browserKeyHash, origin } = input;
  const candidate = await findCandidate(address, browserKeyHash, now);
  const known = candidate?.isKnownBrowser ? candidate : null;
  // Strangers on the owner's network must not use the owner's tries up.
  const counted = await consume([
    known
      ? { limit: "sign_ins_in_known_browser", key: known.userId }
      : { limit: "sign_ins_from_ip", key: origin.ip },
  ]);
  if (counted.outcome === "limited") return counted;
  const guesser = known ? { userId: known.userId, knownBrowser: browserKeyHash } : { address };
  const until = await consumeSignInAttempt(guesser, now);
  if (until) return { outcome: "locked", until };
  try {
    return await compare(candidate, guesser, input, now);
  } catch (error) {
    // Nobody looked at the password, so it was no failure.
    if (error instanceof TooBusyError) await uncountSignIn(guesser);
    throw error;
  }
}

async function compare(
  candidate: Candidate | null,
  guesser: Guesser,
  { address, originalAddress, password, browserKeyHash, origin, locale }: AuthenticateInput,
  now: Date,
): Promise<Authenticated> {
  const accountHash = candidate?.passwordHash ?? null;
  if ((await verifyPassword(accountHash, password)) && candidate && accountHash) {
    const { userId, eraseAt, lockedAt } = candidate;
    if (!lockedAt && !eraseAt) {
      const credentials = { userId, passwordHash: accountHash, guesser };
      return { outcome: "authenticated", credentials };
    }
    await db.$executeRaw(refundSignInAttempt(guesser));
    return eraseAt && !lockedAt
      ? { outcome: "deletion_pending", eraseAt }
      : { outcome: "account_locked" };
  }
  const passwordHash = candidate?.attemptHash ?? null;
  if (!(await verifyPassword(passwordHash, password)) || !candidate || !passwordHash) {
    await rememberFailure(candidate?.userId ?? null, origin, now);
    return { outcome: "refused" };
  }
  // Clears no failures: whoever registers an account's address could then guess for ever.
  if (candidate.isWaitingHere) return { outcome: "unconfirmed" };
  // A registration made here would get by the captcha.
  if (hasTurnstile()) return { outcome: "register_again" };
  const mail = await consumeRegistrationLimits({ address, origin });
  if (mail.outcome === "limited") return mail;
  const attempt = { address, originalAddress, passwordHash, browserKeyHash, origin, locale };
  await insertRegistration(db, attempt, now);
  return { outcome: "unconfirmed" };
}

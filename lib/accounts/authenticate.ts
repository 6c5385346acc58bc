import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { AuditEventName } from "../audit/audit-events";
import { db, inTransaction } from "../db";
import { consume, type Limited } from "../rate-limit/consume";
import { clearSignInFailures, countSignIn } from "../rate-limit/sign-in-throttle";
import { openRegistration } from "./open-registration";
import type { Origin } from "./origin";
import { verifyPassword } from "./password-hash";
import { countRegistration } from "./register";
import type { TypedAddress } from "./schemas";

/** Address and password, and the browser they were typed in. */
export type AuthenticateInput = TypedAddress & {
  password: string;
  browserKeyHash: string;
  origin: Origin;
};

type Candidate = {
  userId: string;
  passwordHash: string | null;
  confirmedAt: Date | null;
  eraseAt: Date | null;
  isKnownBrowser: boolean;
  isWaitingHere: boolean;
};

/**
 * Who may be meant by an address, in one query whether there is somebody or not: what is
 * asked of the database must not tell.
 *
 * A person who is not confirmed has one registration whose password they may mean: this
 * browser's own newest, else the newest of all. One only, because each costs a hash, and
 * the number of hashes would tell how often an address was registered.
 */
async function findCandidate(
  address: string,
  browserKeyHash: string,
  now: Date,
): Promise<Candidate | null> {
  const [candidate] = await db.$queryRaw<Candidate[]>`
    SELECT u.id AS "userId", COALESCE(u.password_hash, r.password_hash) AS "passwordHash",
      u.confirmed_at AS "confirmedAt", u.erase_at AS "eraseAt",
      EXISTS (SELECT FROM session s WHERE s.user_id = u.id AND s.browser_key_hash = ${browserKeyHash})
        AS "isKnownBrowser",
      COALESCE(r.browser_key_hash = ${browserKeyHash} AND EXISTS (
        SELECT FROM verification v WHERE v.registration_id = r.id AND v.expires_at > ${now}), false)
        AS "isWaitingHere"
    FROM "user" u LEFT JOIN LATERAL (
      SELECT id, password_hash, browser_key_hash FROM registration
      WHERE user_id = u.id AND cancelled_at IS NULL AND u.confirmed_at IS NULL
      ORDER BY browser_key_hash = ${browserKeyHash} DESC, created_at DESC LIMIT 1
    ) r ON true
    WHERE u.address = ${address}`;
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
 * address are one outcome after the same work: one hash.
 *
 * "unconfirmed" means a right password for a registration that nobody has confirmed: the
 * person belongs on the waiting page, in a registration of this browser, which is made
 * when there is none that lives. "deletion_pending" means a right password for an account
 * that its owner asked to be deleted.
 */
export async function authenticate(
  { address, originalAddress, password, browserKeyHash, origin }: AuthenticateInput,
  now = new Date(),
): Promise<
  | { outcome: "authenticated"; userId: string }
  | { outcome: "unconfirmed" | "refused" }
  | { outcome: "deletion_pending"; eraseAt: Date }
  | { outcome: "locked"; until: Date }
  | Limited
> {
  const counted = await consume([{ limit: "sign_ins_from_ip", key: origin.ip }]);
  if (counted.outcome === "limited") return counted;
  const candidate = await findCandidate(address, browserKeyHash, now);
  const guesser = { address, knownBrowser: candidate?.isKnownBrowser ? browserKeyHash : null };
  const until = await countSignIn(guesser, now);
  if (until) return { outcome: "locked", until };
  const passwordHash = candidate?.passwordHash ?? null;
  if (!(await verifyPassword(passwordHash, password)) || !candidate || !passwordHash) {
    await rememberFailure(candidate?.userId ?? null, origin, now);
    return { outcome: "refused" };
  }
  await clearSignInFailures(guesser);
  const { userId, confirmedAt, eraseAt, isWaitingHere } = candidate;
  if (eraseAt) return { outcome: "deletion_pending", eraseAt };
  if (confirmedAt) return { outcome: "authenticated", userId };
  if (isWaitingHere) return { outcome: "unconfirmed" };
  const mail = await countRegistration({ address, origin });
  if (mail.outcome === "limited") return mail;
  const attempt = { address, originalAddress, passwordHash, browserKeyHash, origin };
  await inTransaction((tx) => openRegistration(tx, attempt, now));
  return { outcome: "unconfirmed" };
}

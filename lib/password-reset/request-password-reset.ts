import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { AuditEventName } from "../audit/audit-events";
import { after } from "../clock";
import { inTransaction, type Tx } from "../db";
import { DEFAULT_LOCALE, type Locale } from "../i18n/locales";
import { userIdOf } from "../mailbox/find-user";
import { enqueue } from "../outbox/outbox";
import { consume, type Limited } from "../rate-limit/consume";
import { emailLimits, type Use } from "../rate-limit/limits";
import { inspectLink } from "../verification/inspect-link";
import { RESET_CODE_LIFE_MS, RESET_LINK_LIFE_MS } from "../verification/lifetimes";
import type { Origin } from "../request/origin";
import type { TypedAddress } from "../request/form-schemas";

type Wish = TypedAddress & {
  browserKeyHash: string;
  origin: Origin;
  /** The language of the email, where there is no account. */
  locale?: Locale;
};

/** What a request counts as. */
export function resetLimits({ address, origin }: Pick<Wish, "address" | "origin">): Use[] {
  return [{ limit: "recoveries_from_ip", key: origin.ip }, ...emailLimits(address)];
}

/**
 * Writes a request and asks for its email. The same rows are written whether the address has an
 * account, waits or is nobody's: only the email tells, and it is decided when it is sent. Where
 * there is no account, the verification is created void; where there is one, everything is for its
 * address on file, whatever spelling was typed.
 */
export async function insertPasswordReset(
  tx: Tx,
  { address, originalAddress, browserKeyHash, origin, locale = DEFAULT_LOCALE }: Wish,
  now: Date,
): Promise<void> {
  const [passwordResetId, deliveryId] = [uuidv7(), uuidv7()];
  const audited: AuditEventName = "password_reset_requested";
  await tx.$executeRaw`
    WITH address AS (
      SELECT u.id AS user_id, u.confirmed_at IS NOT NULL AND u.erase_at IS NULL AS has_account,
        CASE WHEN u.confirmed_at IS NULL THEN ${address} ELSE u.address END AS known
      FROM (VALUES (1)) AS always LEFT JOIN "user" u ON u.id = ${userIdOf(address)}
    ), wish AS (
      INSERT INTO password_reset (id, user_id, address, original_address, browser_key_hash, ip,
        user_agent, locale, created_at)
      SELECT ${passwordResetId}::uuid, user_id, known, ${originalAddress}, ${browserKeyHash},
        ${origin.ip}, ${origin.userAgent}, ${locale}, ${now} FROM address
    ), audited AS (
      INSERT INTO audit_event (id, user_id, name, actor, ip, user_agent, created_at)
      SELECT ${uuidv7()}::uuid, user_id, ${audited}, 'visitor', ${origin.ip}, ${origin.userAgent}, ${now}
      FROM address
    ), proof AS (
      INSERT INTO verification (id, purpose, address, password_reset_id, created_at, expires_at,
        code_expires_at, voided_at)
      SELECT ${uuidv7()}::uuid, 'reset_password', known, ${passwordResetId}::uuid, ${now},
        ${after(now, RESET_LINK_LIFE_MS)}, ${after(now, RESET_CODE_LIFE_MS)},
        CASE WHEN has_account THEN NULL ELSE ${now}::timestamptz END FROM address
    )
    INSERT INTO delivery (id, user_id, password_reset_id, address, template, created_at)
    SELECT ${deliveryId}::uuid, user_id, ${passwordResetId}::uuid, known, 'reset_password', ${now}
    FROM address`;
  const data = { passwordResetId, deliveryId };
  await enqueue(tx, [{ name: "account/password-reset-requested", data }], now);
}

/** Somebody forgot their password. */
export async function requestPasswordReset(
  wish: Wish,
  now = new Date(),
): Promise<{ outcome: "requested" } | Limited> {
  const counted = await consume(resetLimits(wish));
  if (counted.outcome === "limited") return counted;
  await inTransaction((tx) => insertPasswordReset(tx, wish, now));
  return { outcome: "requested" };
}

/**
 * Asks for another email by an expired link, whose holder reads the mailbox. Null when the link is
 * not just expired: then nothing is done.
 */
export async function requestNewResetLink(
  token: string,
  wish: Omit<Wish, keyof TypedAddress>,
  now = new Date(),
): Promise<{ outcome: "requested" } | Limited | null> {
  const link = await inspectLink(token, "reset-link", ({ passwordReset }) => passwordReset, now);
  if (link.outcome !== "expired") return null;
  const { address, originalAddress } = link.subject;
  return requestPasswordReset({ ...wish, address, originalAddress }, now);
}

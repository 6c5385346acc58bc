import "server-only";
import { v7 as uuidv7 } from "uuid";
import { after } from "../clock";
import type { AuditEventName } from "../audit/audit-events";
import type { Tx } from "../db";
import { DEFAULT_LOCALE, type Locale } from "../i18n/locales";
import { lockedUserOf } from "../mailbox/find-user";
import { insertEvents } from "../outbox/outbox";
import { CONFIRMATION_CODE_LIFE_MS, CONFIRMATION_LINK_LIFE_MS } from "../verification/lifetimes";
import type { Origin } from "../request/origin";
import type { TypedAddress } from "../request/form-schemas";

/** One attempt to register, from one browser. */
export type Attempt = TypedAddress & {
  passwordHash: string;
  browserKeyHash: string;
  origin: Origin;
  /** The language of its emails. English when missing. */
  locale?: Locale;
  /** How often the address was corrected on the way here. */
  corrections?: number;
};

/**
 * Writes an attempt to register down, with what it needs to be confirmed and the email
 * that asks for it. The same rows are written whether the address is new, waiting or
 * confirmed, so that the work does not tell; a confirmed one gets a verification that is
 * void from birth and the email "you already have an account".
 *
 * One statement, because each exchange with the database costs more than the writing. Spellings
 * of a mailbox take turns in it. The user whom the address means is locked, also when somebody
 * else is just confirming it, and keeps the spelling it is known by.
 */
export async function insertRegistration(
  tx: Pick<Tx, "$executeRaw">,
  attempt: Attempt,
  now: Date,
): Promise<string> {
  const { address, originalAddress, passwordHash, browserKeyHash, origin, corrections } = attempt;
  const { locale = DEFAULT_LOCALE } = attempt;
  const [registrationId, deliveryId] = [uuidv7(), uuidv7()];
  const { purpose, expiresAt, codeExpiresAt } = buildRegistrationVerification(
    registrationId,
    address,
    false,
    now,
  );
  const audited: AuditEventName = "registered";
  const event = { name: "account/registered" as const, data: { registrationId, deliveryId } };
  await tx.$executeRaw`
    WITH known AS ${lockedUserOf(address)}, made AS (
      INSERT INTO "user" (id, address, original_address, created_at)
      SELECT ${uuidv7()}::uuid, ${address}, ${originalAddress}, ${now}
      WHERE NOT EXISTS (SELECT FROM known)
      RETURNING id, confirmed_at
    ), person AS (
      SELECT * FROM known UNION ALL SELECT * FROM made
    ), attempt AS (
      INSERT INTO registration (id, user_id, address, original_address, password_hash,
        browser_key_hash, ip, user_agent, locale, corrections, created_at)
      SELECT ${registrationId}::uuid, id, ${address}, ${originalAddress}, ${passwordHash},
        ${browserKeyHash}, ${origin.ip}, ${origin.userAgent}, ${locale},
        ${corrections ?? 0}::int, ${now} FROM person
    ), audited AS (
      INSERT INTO audit_event (id, user_id, name, actor, ip, user_agent, created_at)
      SELECT ${uuidv7()}::uuid, id, ${audited}, 'visitor', ${origin.ip}, ${origin.userAgent}, ${now}
      FROM person
    ), proof AS (
      INSERT INTO verification (id, purpose, address, registration_id, created_at, expires_at,
        code_expires_at, voided_at)
      SELECT ${uuidv7()}::uuid, ${purpose}::verification_purpose, ${address}, ${registrationId}::uuid,
        ${now}, ${expiresAt}, ${codeExpiresAt},
        CASE WHEN confirmed_at IS NOT NULL THEN ${now}::timestamptz END FROM person
    ), queued AS (
      ${insertEvents([event], now)}
    )
    INSERT INTO delivery (id, user_id, registration_id, address, template, created_at)
    SELECT ${deliveryId}::uuid, id, ${registrationId}::uuid, ${address},
      (CASE WHEN confirmed_at IS NULL THEN 'confirm_email' ELSE 'already_registered' END)::delivery_template,
      ${now} FROM person`;
  return registrationId;
}

/** A verification for a registration, with its full life before it unless it is void from birth. */
export function buildRegistrationVerification(
  registrationId: string,
  address: string,
  isVoid: boolean,
  now: Date,
) {
  return {
    registrationId,
    address,
    purpose: "confirm_registration" as const,
    createdAt: now,
    expiresAt: after(now, CONFIRMATION_LINK_LIFE_MS),
    codeExpiresAt: after(now, CONFIRMATION_CODE_LIFE_MS),
    voidedAt: isVoid ? now : null,
  };
}

import "server-only";
import { v7 as uuidv7 } from "uuid";
import { after } from "../clock";
import type { AuditEventName } from "../audit/audit-events";
import type { Tx } from "../db";
import { enqueue } from "../outbox/enqueue";
import { CONFIRMATION_CODE_LIFE_MS, CONFIRMATION_LINK_LIFE_MS } from "../verification/lifetimes";
import type { Origin } from "./origin";
import type { TypedAddress } from "./schemas";

/** One attempt to register, from one browser. */
export type Attempt = TypedAddress & {
  passwordHash: string;
  browserKeyHash: string;
  origin: Origin;
  /** How often the address was corrected on the way here. */
  corrections?: number;
};

/**
 * Writes an attempt to register down, with what it needs to be confirmed and the mail
 * that asks for it. The same rows are written whether the address is new, waiting or
 * confirmed, so that the work does not tell; a confirmed one gets a verification that is
 * void from birth and the mail "you already have an account".
 *
 * One statement, because each exchange with the database costs more than the writing. An
 * address that is known is "updated" to what it is: so its row is found and locked, also
 * when somebody else is just inserting or confirming it.
 */
export async function openRegistration(tx: Tx, attempt: Attempt, now: Date): Promise<string> {
  const { address, originalAddress, passwordHash, browserKeyHash, origin, corrections } = attempt;
  const [registrationId, deliveryId] = [uuidv7(), uuidv7()];
  const { purpose, expiresAt, codeExpiresAt } = freshVerification(
    registrationId,
    address,
    false,
    now,
  );
  const audited: AuditEventName = "registered";
  await tx.$executeRaw`
    WITH person AS (
      INSERT INTO "user" AS u (id, address, original_address, created_at)
      VALUES (${uuidv7()}::uuid, ${address}, ${originalAddress}, ${now})
      ON CONFLICT (address) DO UPDATE SET original_address = u.original_address
      RETURNING id, confirmed_at
    ), attempt AS (
      INSERT INTO registration (id, user_id, address, original_address, password_hash,
        browser_key_hash, ip, user_agent, corrections, created_at)
      SELECT ${registrationId}::uuid, id, ${address}, ${originalAddress}, ${passwordHash},
        ${browserKeyHash}, ${origin.ip}, ${origin.userAgent}, ${corrections ?? 0}::int, ${now} FROM person
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
    )
    INSERT INTO delivery (id, user_id, registration_id, address, template, created_at)
    SELECT ${deliveryId}::uuid, id, ${registrationId}::uuid, ${address},
      (CASE WHEN confirmed_at IS NULL THEN 'confirm_email' ELSE 'already_registered' END)::delivery_template,
      ${now} FROM person`;
  await enqueue(tx, { name: "account/registered", data: { registrationId, deliveryId } }, now);
  return registrationId;
}

/** A verification for a registration, with its full life before it unless it is void from birth. */
export function freshVerification(
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

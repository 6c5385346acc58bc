import { createHash, randomBytes, randomUUID } from "node:crypto";
import { v7 as uuid } from "uuid";
import type pg from "pg";

/** Somebody who registered in a browser. */
export interface PreparedPerson {
  address: string;
  browserKey: string;
  verificationId: string;
}

/**
 * Registers people straight in the database, with the rows that the form writes, so that
 * sending and confirming are measured without hashing. They share one password's hash.
 *
 * @param email whether their emails wait in the outbox, or have been sent
 */
export async function preparePeople(
  database: pg.ClientBase,
  count: number,
  passwordHash: string,
  email: "queued" | "sent" = "queued",
): Promise<PreparedPerson[]> {
  const people = Array.from({ length: count }, () => ({
    address: `bench-${randomUUID()}@example.com`,
    browserKey: randomBytes(32).toString("base64url"),
    verificationId: uuid(),
  }));
  const hashes = people.map(({ browserKey }) =>
    createHash("sha256").update(browserKey).digest("base64url"),
  );
  await database.query(
    `WITH person AS (
       SELECT uuidv7() AS user_id, uuidv7() AS registration_id, uuidv7() AS delivery_id, address, browser_key_hash,
         verification_id
       FROM unnest($1::text[], $2::text[], $3::uuid[]) AS person (address, browser_key_hash, verification_id)
     ), users AS (
       INSERT INTO "user" (id, address, original_address) SELECT user_id, address, address FROM person
     ), registrations AS (
       INSERT INTO registration (id, user_id, address, original_address, password_hash, browser_key_hash, user_agent, ip)
       SELECT registration_id, user_id, address, address, $4, browser_key_hash, 'bench', '127.0.0.1' FROM person
     ), verifications AS (
       INSERT INTO verification (id, purpose, address, registration_id, expires_at, code_expires_at)
       SELECT verification_id, 'confirm_registration', address, registration_id, now() + interval '1 day',
         now() + interval '15 minutes' FROM person
     ), deliveries AS (
       INSERT INTO delivery (id, user_id, registration_id, address, template, status, sent_at)
       SELECT delivery_id, user_id, registration_id, address, 'confirm_email', $5::delivery_status,
         CASE WHEN $5 = 'sent' THEN now() END FROM person
     )
     INSERT INTO outbox_event (id, name, data)
     SELECT uuidv7(), 'account/registered', jsonb_build_object('registrationId', registration_id, 'deliveryId', delivery_id)
     FROM person WHERE $5 = 'queued'`,
    [
      people.map(({ address }) => address),
      hashes,
      people.map(({ verificationId }) => verificationId),
      passwordHash,
      email,
    ],
  );
  return people;
}

/** Confirms the addresses of prepared people: they can sign in then. */
export async function confirmPeople(database: pg.Client, people: PreparedPerson[]): Promise<void> {
  const addresses = people.map(({ address }) => address);
  await database.query(
    `WITH registrations AS (
       UPDATE registration SET confirmed_at = now(), session_started_at = now()
       WHERE address = ANY ($1) RETURNING user_id, password_hash
     ), verifications AS (
       UPDATE verification SET used_at = now() WHERE id = ANY ($2)
     )
     UPDATE "user" u SET confirmed_at = now(), password_hash = r.password_hash
     FROM registrations r WHERE u.id = r.user_id`,
    [addresses, people.map(({ verificationId }) => verificationId)],
  );
}

import { createHash, randomBytes, randomUUID } from "node:crypto";
import type pg from "pg";

/** All that an address can be to us. "erased" leaves no more than "new": it checks the check. */
export const STATES = [
  "new",
  "waiting",
  "confirmed",
  "suppressed",
  "suppressed, with an account",
  "closed",
  "erased",
] as const;

export type State = (typeof STATES)[number];

/** An address in a state and, where it takes one, the key of a stranger's browser. */
export interface Subject {
  state: State;
  address: string;
  browserKey: string;
}

/**
 * Makes addresses in every state, with the rows that the product leaves behind, all of them
 * two hours old. What a stranger does to them is then measured without hashing for each.
 */
export async function prepareSubjects(
  database: pg.Client,
  count: number,
  passwordHash: string,
): Promise<Subject[]> {
  const subjects = Array.from({ length: count }, () => STATES).flatMap((states) =>
    states.map((state) => ({
      state,
      address: `somebody-${randomUUID()}@example.com`,
      browserKey: randomBytes(32).toString("base64url"),
    })),
  );
  await database.query(
    `WITH person AS (
       SELECT uuidv7() AS user_id, uuidv7() AS registration_id, address, state,
         state IN ('confirmed', 'suppressed, with an account', 'closed') AS has_account
       FROM unnest($1::text[], $2::text[]) AS person (address, state) WHERE state NOT IN ('new', 'erased')
     ), users AS (
       INSERT INTO "user" (id, address, original_address, created_at, password_hash, confirmed_at, erase_at)
       SELECT user_id, address, address, now() - interval '2 hours', CASE WHEN has_account THEN $3 END,
         CASE WHEN has_account THEN now() - interval '1 hour' END,
         CASE WHEN state = 'closed' THEN now() + interval '6 days' END FROM person
     ), registrations AS (
       INSERT INTO registration (id, user_id, address, original_address, password_hash, browser_key_hash,
         user_agent, ip, created_at, confirmed_at, session_started_at, cancelled_at, cancel_reason)
       SELECT registration_id, user_id, address, address, $3, md5(address), 'bench', '127.0.0.1',
         now() - interval '2 hours', CASE WHEN has_account THEN now() - interval '1 hour' END,
         CASE WHEN has_account THEN now() - interval '1 hour' END,
         CASE WHEN state = 'suppressed' THEN now() - interval '1 hour' END,
         CASE WHEN state = 'suppressed' THEN 'reported'::cancel_reason END FROM person
     ), verifications AS (
       INSERT INTO verification (id, purpose, address, registration_id, created_at, expires_at, code_expires_at,
         used_at, voided_at)
       SELECT uuidv7(), 'confirm_registration', address, registration_id, now() - interval '2 hours',
         now() + interval '22 hours', now() - interval '1 hour', CASE WHEN has_account THEN now() - interval '1 hour' END,
         CASE WHEN state = 'suppressed' THEN now() - interval '1 hour' END FROM person
     ), deliveries AS (
       INSERT INTO delivery (id, user_id, registration_id, address, template, status, created_at, sent_at)
       SELECT uuidv7(), user_id, registration_id, address, 'confirm_email', 'sent', now() - interval '2 hours',
         now() - interval '2 hours' FROM person
     )
     INSERT INTO suppression (id, address, scope, reason, expires_at)
     SELECT uuidv7(), address, scope, 'not_me', now() + interval '29 days'
     FROM person, unnest(ARRAY['registration', 'recovery', 'address_change']::suppression_scope[]) AS scope
     WHERE state LIKE 'suppressed%'`,
    [...columns(subjects), passwordHash],
  );
  return subjects;
}

function columns(subjects: Subject[]): [string[], string[]] {
  return [subjects.map(({ address }) => address), subjects.map(({ state }) => state)];
}

const keyHashes = (subjects: Subject[]) =>
  subjects.map(({ browserKey }) => createHash("sha256").update(browserKey).digest("base64url"));

/** Registers each address in its stranger's browser, an hour ago, as the form does. */
export async function registerInBrowsers(
  database: pg.Client,
  subjects: Subject[],
  passwordHash: string,
): Promise<void> {
  const [addresses] = columns(subjects);
  await database.query(
    `INSERT INTO "user" (id, address, original_address)
     SELECT uuidv7(), address, address FROM unnest($1::text[]) AS address ON CONFLICT DO NOTHING`,
    [addresses],
  );
  await database.query(
    `WITH attempt AS (
       SELECT uuidv7() AS id, u.id AS user_id, u.address, key_hash, u.confirmed_at IS NOT NULL AS has_account
       FROM unnest($1::text[], $2::text[]) AS given (address, key_hash) JOIN "user" u ON u.address = given.address
     ), registrations AS (
       INSERT INTO registration (id, user_id, address, original_address, password_hash, browser_key_hash, user_agent, ip, created_at)
       SELECT id, user_id, address, address, $3, key_hash, 'bench', '127.0.0.1', now() - interval '1 hour' FROM attempt
     ), verifications AS (
       INSERT INTO verification (id, purpose, address, registration_id, expires_at, code_expires_at, voided_at)
       SELECT uuidv7(), 'confirm_registration', address, id, now() + interval '23 hours', now() + interval '1 hour',
         CASE WHEN has_account THEN now() END FROM attempt
     )
     INSERT INTO delivery (id, user_id, registration_id, address, template, status, created_at, sent_at)
     SELECT uuidv7(), user_id, id, address,
       (CASE WHEN has_account THEN 'already_registered' ELSE 'confirm_email' END)::delivery_template, 'sent',
       now() - interval '1 hour', now() - interval '1 hour' FROM attempt`,
    [addresses, keyHashes(subjects), passwordHash],
  );
}

/** Asks for a new password for each address in its stranger's browser, as the form does. */
export async function forgetInBrowsers(database: pg.Client, subjects: Subject[]): Promise<void> {
  const [addresses] = columns(subjects);
  await database.query(
    `WITH wish AS (
       SELECT uuidv7() AS id, u.id AS user_id, given.address, key_hash,
         COALESCE(u.confirmed_at IS NOT NULL AND u.erase_at IS NULL, false) AS has_account
       FROM unnest($1::text[], $2::text[]) AS given (address, key_hash) LEFT JOIN "user" u ON u.address = given.address
     ), wishes AS (
       INSERT INTO password_reset (id, user_id, address, original_address, browser_key_hash, ip, user_agent)
       SELECT id, user_id, address, address, key_hash, '127.0.0.1', 'bench' FROM wish
     ), verifications AS (
       INSERT INTO verification (id, purpose, address, password_reset_id, expires_at, code_expires_at, voided_at)
       SELECT uuidv7(), 'reset_password', address, id, now() + interval '1 hour', now() + interval '1 hour',
         CASE WHEN has_account THEN NULL ELSE now() END FROM wish
     )
     INSERT INTO delivery (id, user_id, password_reset_id, address, template, status)
     SELECT uuidv7(), user_id, id, address, 'reset_password', 'sent' FROM wish`,
    [addresses, keyHashes(subjects)],
  );
}

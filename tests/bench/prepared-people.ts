import { createHash, randomBytes, randomUUID } from "node:crypto";
import type pg from "pg";
import type { ReceivedMail } from "@latchkey/ses-local/mailbox";
import { linkIn } from "../support/inbox";

/** Somebody who registered in a browser, whose email waits to be sent. */
export interface PreparedPerson {
  address: string;
  browserKey: string;
}

/**
 * Registers people straight in the database, with the rows that the form writes, so that
 * sending and confirming are measured without hashing. They share one password's hash.
 */
export async function preparePeople(
  database: pg.Client,
  count: number,
  passwordHash: string,
): Promise<PreparedPerson[]> {
  const people = Array.from({ length: count }, () => ({
    address: `bench-${randomUUID()}@example.com`,
    browserKey: randomBytes(32).toString("base64url"),
  }));
  const hashes = people.map(({ browserKey }) =>
    createHash("sha256").update(browserKey).digest("base64url"),
  );
  await database.query(
    `WITH person AS (
       SELECT uuidv7() AS user_id, uuidv7() AS registration_id, uuidv7() AS delivery_id, address, browser_key_hash
       FROM unnest($1::text[], $2::text[]) AS person (address, browser_key_hash)
     ), users AS (
       INSERT INTO "user" (id, address, original_address) SELECT user_id, address, address FROM person
     ), registrations AS (
       INSERT INTO registration (id, user_id, address, original_address, password_hash, browser_key_hash, user_agent, ip)
       SELECT registration_id, user_id, address, address, $3, browser_key_hash, 'bench', '127.0.0.1' FROM person
     ), verifications AS (
       INSERT INTO verification (id, purpose, address, registration_id, expires_at, code_expires_at)
       SELECT uuidv7(), 'confirm_registration', address, registration_id, now() + interval '1 day', now() + interval '15 minutes'
       FROM person
     ), deliveries AS (
       INSERT INTO delivery (id, user_id, registration_id, address, template)
       SELECT delivery_id, user_id, registration_id, address, 'confirm_email' FROM person
     )
     INSERT INTO outbox_event (id, name, data)
     SELECT uuidv7(), 'account/registered', jsonb_build_object('registrationId', registration_id, 'deliveryId', delivery_id)
     FROM person`,
    [people.map((person) => person.address), hashes, passwordHash],
  );
  return people;
}

/** The links in the emails that arrived since a time, by address, and when each email came. */
export async function arrivedSince(
  inboxUrl: string,
  since: number,
): Promise<Map<string, { link: string; receivedAt: number }>> {
  const answer = await fetch(new URL(`/mails?since=${since}`, inboxUrl));
  const mails = (await answer.json()) as ReceivedMail[];
  return new Map(
    mails.map((mail) => [
      mail.to[0] ?? "",
      { link: linkIn(mail, "/confirm/"), receivedAt: mail.receivedAt },
    ]),
  );
}

/** The most that came within any one second. */
export function mostWithinASecond(times: number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  let first = 0;
  let most = 0;
  sorted.forEach((time, last) => {
    while (time - (sorted[first] ?? time) >= 1_000) first += 1;
    most = Math.max(most, last - first + 1);
  });
  return most;
}

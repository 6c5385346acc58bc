import type { ReceivedMail } from "@latchkey/ses-local/mailbox";
import type { Lab } from "./lab";

/** One email that somebody was promised, by what the product wrote down and by what arrived. */
export interface Promised {
  deliveryId: string;
  address: string;
  status: string;
  /** Which browser registered. */
  keyHash: string;
  /** Attempts that SES took, or may have taken: cut off, or without an answer. */
  mayHaveBeenTaken: number;
  mails: ReceivedMail[];
}

/** What is left behind when a scenario is over. */
export interface Evidence {
  /** How many users each address has. */
  usersOf: Map<string, number>;
  promised: Promised[];
}

/** Reads from the database what was promised, and from the mailboxes what came of it. */
export async function gatherEvidence({ database, ses }: Lab): Promise<Evidence> {
  const arrived = new Map<string, ReceivedMail[]>();
  for (const mail of await ses.mails()) {
    const deliveryId = mail.tags.delivery ?? "";
    arrived.set(deliveryId, [...(arrived.get(deliveryId) ?? []), mail]);
  }
  const deliveries = await database.query<Omit<Promised, "mails">>(
    `SELECT d.id AS "deliveryId", d.address, d.status::text, r.browser_key_hash AS "keyHash",
       (SELECT count(*)::int FROM delivery_attempt a WHERE a.delivery_id = d.id
          AND (a.outcome IS NULL OR a.outcome = 'accepted' OR a.failure_code = 'unanswered')) AS "mayHaveBeenTaken"
     FROM registration r JOIN delivery d ON d.registration_id = r.id`,
  );
  const users = await database.query<{ address: string; count: number }>(
    `SELECT address, count(*)::int FROM "user" GROUP BY address`,
  );
  return {
    usersOf: new Map(users.rows.map(({ address, count }) => [address, count])),
    promised: deliveries.rows.map((row) => ({ ...row, mails: arrived.get(row.deliveryId) ?? [] })),
  };
}

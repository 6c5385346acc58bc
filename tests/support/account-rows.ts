import type pg from "pg";
import { poll } from "@latchkey/testing/poll";

interface UserRow {
  id: string;
  password_hash: string | null;
  confirmed_at: Date | null;
}

interface RegistrationRow {
  id: string;
  password_hash: string;
  confirmed_at: Date | null;
  cancelled_at: Date | null;
}

interface VerificationRow {
  id: string;
  code_attempts: number;
  used_at: Date | null;
  voided_at: Date | null;
}

interface SessionRow {
  created_at: Date;
  ended_at: Date | null;
}

/** Everything the database holds about an address and its account, the oldest rows first. */
export async function rowsOf(database: pg.Client, address: string) {
  const users = await database.query<UserRow>(`SELECT * FROM "user" WHERE address = $1`, [address]);
  const registrations = await database.query<RegistrationRow>(
    "SELECT * FROM registration WHERE address = $1 ORDER BY created_at",
    [address],
  );
  const verifications = await database.query<VerificationRow>(
    "SELECT * FROM verification WHERE address = $1 ORDER BY created_at",
    [address],
  );
  const sessions = await database.query<SessionRow>(
    `SELECT s.* FROM session s JOIN "user" u ON u.id = s.user_id WHERE u.address = $1 ORDER BY s.created_at`,
    [address],
  );
  return {
    user: users.rows[0],
    registrations: registrations.rows,
    verifications: verifications.rows,
    sessions: sessions.rows,
  };
}

/** Lets enough time pass for another email to an address to be allowed, on every page. */
export async function letCooldownPass(database: pg.Client, address: string): Promise<void> {
  await database.query(
    "UPDATE delivery SET created_at = created_at - interval '20 minutes' WHERE address = $1",
    [address],
  );
  await database.query(
    "UPDATE password_reset SET created_at = created_at - interval '20 minutes' WHERE original_address = $1",
    [address],
  );
}

/** Lets a code be asked for by text message again. */
export async function letCodeCooldownPass(database: pg.Client, number: string): Promise<void> {
  await database.query(
    "UPDATE phone_code SET created_at = created_at - interval '2 minutes' WHERE number = $1",
    [number],
  );
}

/** Lets the links that were sent to an address so far expire. */
export async function letLinksExpire(database: pg.Client, address: string): Promise<void> {
  await database.query(
    "UPDATE verification SET expires_at = now() - interval '1 minute' WHERE address = $1",
    [address],
  );
}

/**
 * Makes the email to an address one whose sending failed. Waits until SES has reported its
 * delivery: a later report would put the status right again.
 */
export async function letSendingHaveFailed(
  database: pg.Client,
  address: string,
  failureCode: string,
): Promise<void> {
  await poll(`the email to ${address} to be delivered`, async () => {
    const { rowCount } = await database.query(
      `UPDATE delivery SET status = 'failed', failure_code = $2
       WHERE address = $1 AND status = 'delivered'`,
      [address, failureCode],
    );
    return rowCount === 1;
  });
}

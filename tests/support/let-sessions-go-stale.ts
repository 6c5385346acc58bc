import type pg from "pg";

/** Lets more than two hours pass since somebody last entered their password. */
export async function letSessionsGoStale(database: pg.Client, address: string): Promise<void> {
  await database.query(
    `UPDATE session SET authenticated_at = now() - interval '121 minutes'
     WHERE user_id = (SELECT id FROM "user" WHERE address = $1)`,
    [address],
  );
}

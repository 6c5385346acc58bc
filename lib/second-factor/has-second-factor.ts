import "server-only";
import { type Sql, sql } from "../db";

/** Whether a user has a second factor that counts, as a condition in a statement. */
export function hasSecondFactor(userId: Sql): Sql {
  return sql`EXISTS (SELECT FROM second_factor f WHERE f.user_id = ${userId} AND f.confirmed_at IS NOT NULL)`;
}

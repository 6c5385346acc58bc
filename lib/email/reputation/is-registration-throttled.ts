import "server-only";
import { db } from "../../db";
import { throttlingStandings } from "../../rate-limit/limits";

/**
 * Whether new registrations have to slow down (see `throttlingStandings`). Emails to people who
 * have an account are never slowed down.
 */
export async function isRegistrationThrottled(): Promise<boolean> {
  const standing = { in: throttlingStandings() };
  return (await db.sender.count({ where: { standing } })) > 0;
}

import "server-only";
import { db } from "../db";

/** Rows a round deletes, so that no round holds its locks for long. */
const BATCH = 500;

/**
 * Deletes the counts of limits whose time is over.
 *
 * @returns how many went; a full batch means there are more
 */
export async function forgetOldLimits(
  now = new Date(),
): Promise<{ forgotten: number; isMore: boolean }> {
  const forgotten = await db.$executeRaw`
    DELETE FROM rate_limit WHERE key = ANY (ARRAY(
      SELECT key FROM rate_limit WHERE expire < ${now.getTime()} ORDER BY expire LIMIT ${BATCH} FOR UPDATE SKIP LOCKED))`;
  return { forgotten, isMore: forgotten === BATCH };
}

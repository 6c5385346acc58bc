import "server-only";
import { v7 as uuidv7 } from "uuid";
import { after } from "../clock";
import { db, sql } from "../db";
import { CLAIM_MS } from "../email/attempt-times";
import { comesFrom, deliveryMoves } from "../email/delivery-status";

/**
 * Claims a text for one attempt, and inserts the attempt. A claim that is too old is taken over:
 * SNS tells nobody what it took, so the text is sent once more, with the same code.
 *
 * @returns the attempt's id; null when another attempt holds the text, or it came to its end
 */
export async function claimText(deliveryId: string, now: Date): Promise<string | null> {
  const attemptId = uuidv7();
  const isFree = sql`(status::text = ANY(${comesFrom("claimed")})
    OR status = 'sending' AND claimed_at < ${after(now, -CLAIM_MS)})`;
  // One statement, so that a crash leaves both or neither.
  const claimed = await db.$queryRaw<object[]>`
    WITH claimed AS (
      UPDATE delivery SET claimed_at = ${now}, due_at = ${after(now, CLAIM_MS)}, failure_code = NULL,
        status = ${deliveryMoves.claimed.to}::delivery_status
      WHERE id = ${deliveryId}::uuid AND channel = 'text' AND ${isFree}
      RETURNING id
    )
    INSERT INTO delivery_attempt (id, delivery_id, started_at)
    SELECT ${attemptId}::uuid, id, ${now} FROM claimed RETURNING id`;
  return claimed.length > 0 ? attemptId : null;
}

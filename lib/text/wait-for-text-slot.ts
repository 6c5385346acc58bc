import "server-only";
import { SECOND } from "../clock";
import { db } from "../db";
import { TURN_AHEAD_MS } from "../email/attempt-times";
import { SendError } from "../email/failures";
import { SHARE_OF_RATE } from "../email/send-rate/reserve-send-slots";
import { slotQueue, type Turns } from "../email/send-rate/slot-queue";
import { env } from "../env";

const TOO_MANY = "More texts wait than may go soon at the rate of SMS_MAX_SEND_RATE";

/**
 * Gives turns to send texts, over all processes, by SMS_MAX_SEND_RATE. The database's clock counts.
 * As for emails, whose row it is as well, nobody waits for the disk (reserve-send-slots.ts).
 */
async function reserveTextSlots(wanted: number): Promise<Turns> {
  const [turns] = await db.$queryRaw<Turns[]>`
    WITH unhurried AS (
      SELECT set_config('synchronous_commit', 'off', true)
    ), pace AS MATERIALIZED (
      SELECT text_next_at, 1 / (${env.SMS_MAX_SEND_RATE}::float8 * ${SHARE_OF_RATE}::float8) AS seconds
      FROM sender, unhurried FOR UPDATE OF sender
    ), moment AS MATERIALIZED (
      SELECT *, greatest(text_next_at, now) AS first_at
      FROM (SELECT *, clock_timestamp() AS now FROM pace) AS locked
    ), plan AS MATERIALIZED (
      SELECT *, greatest(0, floor(least(${wanted}::int,
        1 + (${TURN_AHEAD_MS / SECOND}::float8 - extract(epoch FROM first_at - now)) / seconds)))::int AS given
      FROM moment
    ), moved AS (
      UPDATE sender SET text_next_at = first_at + make_interval(secs => given * seconds) FROM plan
    )
    SELECT given, extract(epoch FROM first_at - now)::float8 * 1000 AS "firstInMs",
      seconds * 1000 AS "intervalMs"
    FROM plan`;
  if (!turns) throw new Error("The table sender has lost its row");
  return turns;
}

/**
 * Waits until a text may go, a few seconds at most.
 *
 * @throws SendError "text_throttled" when too many wait before it
 */
export const waitForTextSlot = slotQueue(
  "text slots",
  reserveTextSlots,
  () => new SendError("text_throttled", new Error(TOO_MANY)),
);

import "server-only";
import { SECOND } from "../../clock";
import { db } from "../../db";
import { env } from "../../env";
import { TURN_AHEAD_MS } from "../attempt-times";
import type { Turns } from "./slot-queue";

/** Emails jostle on their way: used to the full, a rate would be exceeded within some seconds. */
export const SHARE_OF_RATE = 0.9;

/** Why there are not more: the provider's bound for 24 hours is reached. */
type EmailTurns = Turns & { isQuotaSpent: boolean };

/**
 * Gives turns to send emails, over all processes: by the rate that is configured or that the
 * provider told, whichever is lower, and within its quota. The database's clock counts, so
 * that no process's own does.
 *
 * A crash of the database may take turns back that were given in its last half second. To
 * wait for the disk would cost every email more than that.
 */
export async function reserveSendSlots(wanted: number): Promise<EmailTurns> {
  const [turns] = await db.$queryRaw<EmailTurns[]>`
    WITH unhurried AS (
      SELECT set_config('synchronous_commit', 'off', true)
    ), pace AS MATERIALIZED (
      SELECT next_at, 1 / (least(${env.SES_MAX_SEND_RATE}::float8, max_send_rate) * ${SHARE_OF_RATE}::float8) AS seconds,
        CASE WHEN max_24_hour_send >= 0 THEN max_24_hour_send - sent_last_24_hours - sent_since END AS quota_left
      FROM sender, unhurried FOR UPDATE OF sender
    ), moment AS MATERIALIZED (
      SELECT *, greatest(next_at, now) AS first_at
      FROM (SELECT *, clock_timestamp() AS now FROM pace) AS locked
    ), plan AS MATERIALIZED (
      SELECT *, greatest(0, floor(least(${wanted}::int, quota_left,
        1 + (${TURN_AHEAD_MS / SECOND}::float8 - extract(epoch FROM first_at - now)) / seconds)))::int AS given
      FROM moment
    ), moved AS (
      UPDATE sender SET next_at = first_at + make_interval(secs => given * seconds),
        sent_since = sent_since + given
      FROM plan
    )
    SELECT given, extract(epoch FROM first_at - now)::float8 * 1000 AS "firstInMs",
      seconds * 1000 AS "intervalMs", coalesce(quota_left < 1, false) AS "isQuotaSpent"
    FROM plan`;
  if (!turns) throw new Error("The table sender has lost its row");
  return turns;
}

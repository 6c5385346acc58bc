import "server-only";
import { after, SECOND } from "../../clock";
import { db, type Sql, sql } from "../../db";
import { isMailboxOf } from "../../mailbox/find-user";
import { findHeldGroup } from "../reasons/mailbox-provider";
import { type EmailKind, SUPPRESSION_CODES } from "../suppressions";
import { HELD, PROBE_EVERY_MS, TRY_EVERY_MS, WAIT_MS } from "./held-emails";

type Email = { deliveryId: string; to: string; kind: EmailKind | null };

/**
 * Emails to a mailbox that were no try. One that was held back because there is no account counts
 * as one: the next email must wait as it would with an account.
 */
const NO_TRIES: string[] = [HELD, ...Object.values(SUPPRESSION_CODES)];

/**
 * Parts of the statement that claims an email. "wait" has a row for one that has to wait because
 * its mailbox provider refuses our emails, with the time of its next try.
 *
 * Some go out in spite of a hold: word of one's own account (`kind` is null) always, one email to
 * each mailbox a day (`WAIT_MS`), and any email as a probe every ten minutes. Two that want to be
 * the probe take turns at the hold's row.
 *
 * @param isClaimable whether the email can be claimed, and no suppression stops it
 */
export function waitForProvider({ deliveryId, to, kind }: Email, isClaimable: Sql, now: Date): Sql {
  const waitSeconds = kind === null ? 0 : WAIT_MS[kind] / SECOND;
  return sql`
    hold AS (
      SELECT h.provider, h.since FROM provider_hold h
      WHERE h.provider = ${findHeldGroup(to)} AND h.ended_at IS NULL AND ${kind}::text IS NOT NULL
    ), hold_probe AS (
      UPDATE provider_hold h SET probed_at = ${now}, probed_by = ${deliveryId}::uuid
      WHERE h.provider IN (SELECT provider FROM hold) AND ${isClaimable}
        AND (h.probed_at IS NULL OR h.probed_at <= ${after(now, -PROBE_EVERY_MS)}
          OR h.probed_by = ${deliveryId}::uuid)
      RETURNING h.provider
    ), wait AS (
      SELECT next.try_at FROM hold, LATERAL (
        SELECT greatest(
          (SELECT d.created_at + make_interval(secs => ${waitSeconds}::float8)
            FROM delivery d WHERE d.id = ${deliveryId}::uuid),
          (SELECT max(d.claimed_at) + make_interval(secs => ${TRY_EVERY_MS / SECOND}::float8)
            FROM delivery d
            WHERE ${isMailboxOf(sql`d.address`, to)} AND d.id <> ${deliveryId}::uuid
              AND NOT coalesce(d.failure_code = ANY(${NO_TRIES}), false)
              AND d.claimed_at >= greatest(hold.since, ${after(now, -TRY_EVERY_MS)}::timestamptz))
        ) AS try_at) next
      WHERE next.try_at > ${now} AND NOT EXISTS (SELECT FROM hold_probe)
    )`;
}

/** The same for where no provider is held: no email waits. */
export const waitForNobody = sql`wait AS (SELECT NULL::timestamptz AS try_at WHERE false)`;

/** Whether no hold stands in an email's way: one look into a table that is nearly always empty. */
export function isFreeOfHolds({ to, kind }: Pick<Email, "to" | "kind">): Sql {
  if (kind === null) return sql`true`;
  return sql`NOT EXISTS (SELECT FROM provider_hold h
    WHERE h.provider = ${findHeldGroup(to)} AND h.ended_at IS NULL)`;
}

/** Whether an email that could not be claimed has to be looked at with the hold of its provider. */
export async function isProviderHeld({ to, kind }: Pick<Email, "to" | "kind">): Promise<boolean> {
  if (kind === null) return false;
  return (
    (await db.providerHold.count({ where: { provider: findHeldGroup(to), endedAt: null } })) > 0
  );
}

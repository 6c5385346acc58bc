import "server-only";
import { DAY, HOUR, MINUTE } from "../../clock";
import { type Sql, sql } from "../../db";
import type { FailureCode } from "../failures";
import { LIFETIME_MS } from "../overdue";
import { domainsOfGroup } from "../reasons/mailbox-provider";
import { OUR_FAULTS } from "../reasons/reason-table";
import type { EmailKind } from "../suppressions";
import { after } from "../../clock";
import { uuidFloor } from "../../uuid-range";

/** What an email is marked with that waits because its mailbox provider refuses ours. */
export const HELD: FailureCode = "waits_for_provider";

/** What SES stopped never came to a mailbox provider. */
const REFUSED: string[] = OUR_FAULTS.filter((reason) => reason !== "content_stopped");

/** While a provider is held, one email in this time is tried, so that recovery shows by itself. */
export const PROBE_EVERY_MS = 10 * MINUTE;

/** A mailbox gets one real try in this time, whatever its provider did before. */
export const TRY_EVERY_MS = DAY;

/** An email that was tried so often is not replayed by itself any more: an operator looks. */
const MAX_TRIES = 5;

/**
 * How long the first email to a mailbox waits for its real try. Who asks for a new password waits
 * at this moment and their link lives for an hour, so theirs goes at once. A confirmation link
 * lives for 24 hours: after six it is tried at the latest.
 */
export const WAIT_MS: Record<EmailKind, number> = {
  recovery: 0,
  registration: 6 * HOUR,
  address_change: 6 * HOUR,
};

/** Whether the address in a column belongs to a held group. */
export function isInGroup(address: Sql, group: string): Sql {
  return sql`lower(split_part(${address}, '@', 2)) ~ ${domainsOfGroup(group)}`;
}

/** Emails that a mailbox provider refused because of us, of those that may still be wanted. */
export function isRefused(now: Date): Sql {
  return sql`(d.failure_code = ANY(${REFUSED}) AND d.status IN ('failed', 'bounced')
    AND d.id >= ${uuidFloor(after(now, -LIFETIME_MS))}::uuid)`;
}

/** Emails that wait for a provider. */
export const isHeld = sql`(d.failure_code = ${HELD} AND d.status = 'deferred')`;

/** Emails that go out once a provider takes ours again: those that wait, and those it refused. */
export function isReplayable(now: Date): Sql {
  return sql`(${isHeld} OR (${isRefused(now)}
    AND (SELECT count(*) FROM delivery_attempt a WHERE a.delivery_id = d.id) < ${MAX_TRIES}))`;
}

import "server-only";
import { after, HOUR, MINUTE } from "../../clock";
import { db, sql } from "../../db";
import { log } from "../../log";
import { mailboxOf } from "../../mailbox/mailbox";
import { explainToOperator, knownFailure } from "../failures";
import { findHeldGroup } from "../reasons/mailbox-provider";
import type { Reason } from "../reasons/reason-table";
import { wasAccepted } from "./accepted-emails";
import { isInGroup, isRefused } from "./held-emails";

/** So many mailboxes have to be refused before emails to their provider wait. */
const MIN_REFUSED = 5;

/** The refusals of this time count. */
const COUNTED_MS = HOUR;

/**
 * Refused and accepted emails are compared over at least this time, so that a burst of a few
 * refusals, which a stranger can cause, does not count as an outage.
 */
const COMPARED_MS = 5 * MINUTE;

type Refusal = { address: string; reason: Reason; at: Date };

/** Emails that were refused because of us, the newest first. */
function readRefusals(now: Date): Promise<Refusal[]> {
  return db.$queryRaw`
    SELECT d.address, d.failure_code AS reason, d.claimed_at AS at FROM delivery d
    WHERE ${isRefused(now)} AND d.claimed_at > ${after(now, -COUNTED_MS)}
    ORDER BY d.claimed_at DESC LIMIT 5000`;
}

async function countAccepted(group: string, since: Date, max: number, now: Date): Promise<number> {
  const rows = await db.$queryRaw<object[]>`
    SELECT FROM delivery d WHERE ${wasAccepted(since, now)} AND ${isInGroup(sql`d.address`, group)}
    LIMIT ${max}`;
  return rows.length;
}

/** The newest refusal of each mailbox, by group. */
function byGroup(refusals: Refusal[]): Map<string, Refusal[]> {
  const groups = new Map<string, Map<string, Refusal>>();
  for (const refusal of refusals) {
    const group = findHeldGroup(refusal.address);
    const mailboxes = groups.get(group) ?? new Map<string, Refusal>();
    const mailbox = mailboxOf(refusal.address);
    if (!mailboxes.has(mailbox)) mailboxes.set(mailbox, refusal);
    groups.set(group, mailboxes);
  }
  return new Map([...groups].map(([group, mailboxes]) => [group, [...mailboxes.values()]]));
}

/** The reason that most refusals give. */
function commonReason(refusals: Refusal[]): Reason {
  const counts = new Map<Reason, number>();
  for (const { reason } of refusals) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  if (!most) throw new Error("no refusal, no reason");
  return most[0];
}

/**
 * Compares over the time of the newest refusals and not over an hour: of a provider that took
 * hundreds of emails before it began to refuse them all, we want to know at once.
 */
async function isRefusing(group: string, refusals: Refusal[], now: Date): Promise<boolean> {
  const fifth = refusals[MIN_REFUSED - 1];
  if (!fifth) return false;
  const compared = after(now, -COMPARED_MS);
  const since = fifth.at < compared ? fifth.at : compared;
  const refused = refusals.filter(({ at }) => at >= since).length;
  return (await countAccepted(group, since, refused, now)) < refused;
}

/** Of two sweeps at once one begins the hold. */
async function begin(provider: string, reason: Reason, now: Date): Promise<boolean> {
  const rows = await db.$queryRaw<object[]>`
    INSERT INTO provider_hold AS h (provider, reason, since) VALUES (${provider}, ${reason}, ${now})
    ON CONFLICT (provider) DO UPDATE SET reason = excluded.reason, since = excluded.since,
      ended_at = NULL, probed_at = NULL, probed_by = NULL
    WHERE h.ended_at IS NOT NULL RETURNING provider`;
  return rows.length > 0;
}

/**
 * Has the emails to a mailbox provider wait that refuses ours: at least five mailboxes of it in
 * an hour, and more than it accepted from. What it refused before it last accepted one is over.
 */
export async function beginHolds(now: Date): Promise<void> {
  const refusals = await readRefusals(now);
  if (refusals.length < MIN_REFUSED) return;
  const holds = await db.providerHold.findMany();
  const known = new Map(holds.map((hold) => [hold.provider, hold]));
  for (const [group, all] of byGroup(refusals)) {
    const last = known.get(group);
    if (last && !last.endedAt) continue;
    const newest = all.filter(({ at }) => !last?.endedAt || at > last.endedAt);
    if (!(await isRefusing(group, newest, now))) continue;
    const reason = commonReason(newest);
    if (!(await begin(group, reason, now))) continue;
    const operator = knownFailure(reason)?.operator;
    const facts = { provider: group, reason, mailboxes: newest.length, operator };
    log.error(facts, `emails to ${group} wait: ${explainToOperator(reason)}`);
  }
}

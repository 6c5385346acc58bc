import "server-only";
import { type Audited, record } from "../audit/record";
import { after, DAY, HOUR } from "../clock";
import type { SignedIn } from "../credentials/check-password";
import { db, type FactorRemoval, type FactorRemovalEnd, inTransaction, type Tx } from "../db";
import { requestEmail } from "../email/request-email";
import { suppressionsOf } from "../email/suppressions";
import { lockUserRow } from "../mailbox/lock-user-row";
import { voidVerifications } from "../verification/void-verifications";

/**
 * How long the owner can stop the removal. A thief who talked an operator into it has to hope that
 * the owner neither reads an email nor signs in for three days.
 */
export const REMOVAL_WAIT_MS = 72 * HOUR;

/** Its link outlives every delay. It is void as soon as the removal is over. */
const LINK_LIFE_MS = 30 * DAY;

type By = Pick<Audited, "actor" | "origin">;

/** A removal that is neither done nor stopped. */
export const RUNNING = { doneAt: null, cancelledAt: null } as const;

/** The removal that runs for a user; null without one. */
export function findFactorRemoval(
  userId: string,
  client: Pick<Tx, "factorRemoval"> = db,
): Promise<FactorRemoval | null> {
  return client.factorRemoval.findFirst({ where: { userId, ...RUNNING } });
}

/** Tells the owner by email how the removal stands. What the email says is decided when it goes. */
export async function requestRemovalEmail(
  tx: Tx,
  { id: userId, address }: { id: string; address: string },
  auditEventId: string,
  now: Date,
): Promise<void> {
  const mail = { userId, address, template: "factor_removal" } as const;
  const about = { auditEventId };
  await requestEmail(tx, { ...mail, event: "account/second-factor-changed", about }, now);
}

/**
 * Whether the account was moved to another address so lately that the mailbox it was moved away
 * from can still take it back. That owner must find the second factors as they were.
 */
async function isLatelyMoved(tx: Tx, userId: string, now: Date): Promise<boolean> {
  const addressChange = { userId, confirmedAt: { not: null }, undoneAt: null };
  const alive = { usedAt: null, voidedAt: null, expiresAt: { gt: now } };
  const where = { purpose: "undo_address_change", addressChange, ...alive } as const;
  return (await tx.verification.count({ where })) > 0;
}

/**
 * Whether no email reaches an address: the owner could not be told. After a complaint somebody
 * reads there, and word of one's own account goes out in spite of it.
 */
async function isUnreachable(address: string, now: Date): Promise<boolean> {
  return (await suppressionsOf(address)).some(
    ({ scope, reason, expiresAt }) =>
      scope === "everything" && reason !== "complaint" && (!expiresAt || expiresAt > now),
  );
}

type Started =
  { outcome: "started"; dueAt: Date } | { outcome: "unchanged" | "unreachable" | "lately_moved" };

/**
 * Starts the removal of all second factors of somebody who lost them. Nothing is removed before
 * the waiting time is over (`advanceFactorRemovals`); the owner is told at once.
 * - "unchanged": one runs already, there is nothing to remove, or nobody may use the account. Not
 *   for an operator either: whoever took over one operator's account must not open another's
 * - "unreachable": emails to the owner are blocked, or bounced
 * - "lately_moved": the mailbox before can still take the account back
 */
export async function startFactorRemoval(
  tx: Tx,
  userId: string,
  by: By,
  now: Date,
): Promise<Started> {
  const user = await lockUserRow(tx, userId);
  if (!user?.confirmedAt || user.lockedAt || user.eraseAt || user.role !== "member")
    return { outcome: "unchanged" };
  const factors = await tx.secondFactor.count({ where: { userId, confirmedAt: { not: null } } });
  if (factors === 0 || (await findFactorRemoval(userId, tx))) return { outcome: "unchanged" };
  if (await isLatelyMoved(tx, userId, now)) return { outcome: "lately_moved" };
  if (await isUnreachable(user.address, now)) return { outcome: "unreachable" };
  const dueAt = after(now, REMOVAL_WAIT_MS);
  await tx.factorRemoval.create({ data: { userId, startedAt: now, remindedAt: now, dueAt } });
  await tx.verification.createMany({
    data: {
      ...{ userId, address: user.address, purpose: "cancel_factor_removal", createdAt: now },
      ...{ codeExpiresAt: now, expiresAt: after(now, LINK_LIFE_MS) },
    },
  });
  const name = "factor_removal_started";
  await requestRemovalEmail(tx, user, await record(tx, { userId, name, ...by }, now), now);
  return { outcome: "started", dueAt };
}

/**
 * Stops the removal that runs for a user, and tells the owner why.
 *
 * @returns false when none runs
 */
export async function stopFactorRemoval(
  tx: Tx,
  userId: string,
  cancelReason: FactorRemovalEnd,
  by: By,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.factorRemoval.updateMany({
    where: { userId, ...RUNNING },
    data: { cancelledAt: now, cancelReason },
  });
  if (count === 0) return false;
  await voidVerifications(tx, { userId, purpose: "cancel_factor_removal" }, now);
  const user = await tx.user.findUniqueOrThrow({ where: { id: userId } });
  const event = await record(tx, { userId, name: "factor_removal_stopped", ...by }, now);
  // The email says that two-step verification stays on. Who removed the last factor was told that.
  const left = await tx.secondFactor.count({ where: { userId, confirmedAt: { not: null } } });
  if (left > 0) await requestRemovalEmail(tx, user, event, now);
  return true;
}

/** The same, when somebody came in by a second factor alone: it was not lost. */
export async function stopDisprovedRemoval(
  { userId, origin }: Omit<SignedIn, "sessionId">,
  now = new Date(),
): Promise<void> {
  if (!(await findFactorRemoval(userId))) return;
  const by = { actor: "owner", origin } as const;
  await inTransaction((tx) => stopFactorRemoval(tx, userId, "proved", by, now));
}

/**
 * The same, at the wish of somebody who is signed in. Nothing else is asked of them: a browser
 * that stayed signed in may be the only place where the owner finds out in time.
 */
export async function stopOwnFactorRemoval(
  { userId, origin }: SignedIn,
  now = new Date(),
): Promise<void> {
  await inTransaction(async (tx) => {
    await lockUserRow(tx, userId);
    await stopFactorRemoval(tx, userId, "owner", { actor: "owner", origin }, now);
  });
}

import "server-only";
import { record } from "../audit/record";
import { after, DAY, HOUR } from "../clock";
import { revokeAccess } from "../credentials/revoke-access";
import { db, type FactorRemoval, inTransaction, type Tx } from "../db";
import { log } from "../log";
import { type LockedUser, lockUserRow } from "../mailbox/lock-user-row";
import { voidVerifications } from "../verification/void-verifications";
import { REMOVAL_WAIT_MS, requestRemovalEmail, RUNNING, stopFactorRemoval } from "./factor-removal";

/** How often the owner is told while a removal waits. */
const REMIND_EVERY_MS = DAY;

/** How late the first email may have gone without the owner losing any of the waiting time. */
const FIRST_EMAIL_SLACK_MS = HOUR;

/** A removal of which no email got through for so long is given up. */
const GIVE_UP_MS = 7 * DAY;

/** Removals that a round looks at. */
const BATCH = 50;

const ARRIVED = ["sent", "delayed", "delivered"] as const;
const LOST = ["bounced", "complained", "failed", "cancelled"];

const BY_SYSTEM = { actor: "system", origin: { ip: "", userAgent: "" } } as const;

/** What became of a removal in a round. */
type Step = "reminded" | "postponed" | "stopped" | "removed" | "nothing";

/** Whether something about the account makes the removal pointless or doubtful. */
async function isVoid(tx: Tx, user: LockedUser): Promise<boolean> {
  const userId = user.id;
  if (!user.confirmedAt || user.lockedAt || user.eraseAt) return true;
  // Bound to the address at its start: whoever moved the account has proved a second factor.
  const waiting = {
    userId,
    purpose: "cancel_factor_removal",
    usedAt: null,
    voidedAt: null,
  } as const;
  if ((await tx.verification.count({ where: { ...waiting, address: user.address } })) === 0)
    return true;
  const confirmed = { userId, confirmedAt: { not: null } };
  return (await tx.secondFactor.count({ where: confirmed })) === 0;
}

/**
 * Since when the owner can have known of a removal: when the first email about it was accepted.
 * "lost" when the newest did not get through, null while none was accepted yet.
 */
async function toldSince(tx: Tx, { userId, startedAt }: FactorRemoval) {
  const emails = await tx.delivery.findMany({
    where: { userId, template: "factor_removal", createdAt: { gte: startedAt } },
    orderBy: { createdAt: "asc" },
  });
  const newest = emails.at(-1);
  if (newest && LOST.includes(newest.status)) return "lost";
  const arrived = emails.find(({ status }) => ARRIVED.some((each) => each === status));
  return arrived?.sentAt ?? null;
}

/** Removes everything by which the second step was taken, and lets nobody stay signed in. */
async function removeFactors(tx: Tx, user: LockedUser, id: string, now: Date): Promise<void> {
  const userId = user.id;
  await tx.secondFactor.deleteMany({ where: { userId } });
  await tx.recoveryCode.deleteMany({ where: { userId } });
  // They wait for a second factor that is gone: who has the password signs in anew.
  await tx.pendingSignIn.deleteMany({ where: { userId } });
  await revokeAccess(tx, { userId }, now);
  await tx.factorRemoval.updateMany({ where: { id, ...RUNNING }, data: { doneAt: now } });
  await voidVerifications(tx, { userId, purpose: "cancel_factor_removal" }, now);
  const audited = { userId, name: "factors_removed", ...BY_SYSTEM } as const;
  await requestRemovalEmail(tx, user, await record(tx, audited, now), now);
}

/** The end of the waiting time: removes, unless the owner could not have stopped it. */
async function conclude(
  tx: Tx,
  user: LockedUser,
  removal: FactorRemoval,
  now: Date,
): Promise<Step> {
  const { id, startedAt } = removal;
  const told = await toldSince(tx, removal);
  const isGivenUp = told === null && startedAt <= after(now, -GIVE_UP_MS);
  if (told === "lost" || isGivenUp) {
    await stopFactorRemoval(tx, user.id, "unreachable", BY_SYSTEM, now);
    return "stopped";
  }
  // Where emails were held up, the waiting time begins when the first one went out.
  if (told && told <= after(now, FIRST_EMAIL_SLACK_MS - REMOVAL_WAIT_MS)) {
    await removeFactors(tx, user, id, now);
    return "removed";
  }
  const dueAt = told ? after(told, REMOVAL_WAIT_MS) : after(now, REMIND_EVERY_MS);
  await tx.factorRemoval.updateMany({ where: { id }, data: { dueAt } });
  return "postponed";
}

async function remind(tx: Tx, user: LockedUser, id: string, now: Date): Promise<void> {
  await tx.factorRemoval.updateMany({ where: { id }, data: { remindedAt: now } });
  const started = await tx.auditEvent.findFirstOrThrow({
    where: { userId: user.id, name: "factor_removal_started" },
    orderBy: { createdAt: "desc" },
  });
  await requestRemovalEmail(tx, user, started.id, now);
}

/** Takes one removal a step further, in a transaction: whatever is cut off was not done at all. */
async function advance({ id, userId }: FactorRemoval, now: Date): Promise<Step> {
  return inTransaction(async (tx) => {
    const user = await lockUserRow(tx, userId);
    // Looked at once more: it may have been stopped a moment ago.
    const removal = await tx.factorRemoval.findFirst({ where: { id, ...RUNNING } });
    if (!user || !removal) return "nothing";
    if (await isVoid(tx, user)) {
      await stopFactorRemoval(tx, userId, "account", BY_SYSTEM, now);
      return "stopped";
    }
    const step = removal.dueAt <= now ? await conclude(tx, user, removal, now) : "nothing";
    if (step === "removed" || step === "stopped") return step;
    if (removal.remindedAt > after(now, -REMIND_EVERY_MS)) return step;
    await remind(tx, user, id, now);
    return "reminded";
  });
}

/**
 * Takes the removals that wait a step further: reminds their owners each day and, after the
 * waiting time, removes all second factors and recovery codes and ends every session and trust.
 *
 * @returns what was done, and whether there is more
 */
export async function advanceFactorRemovals(
  now = new Date(),
): Promise<{ steps: Partial<Record<Step, number>>; isMore: boolean }> {
  const due = await db.factorRemoval.findMany({
    where: {
      ...RUNNING,
      OR: [{ dueAt: { lte: now } }, { remindedAt: { lte: after(now, -REMIND_EVERY_MS) } }],
    },
    orderBy: { dueAt: "asc" },
    take: BATCH,
  });
  const steps: Partial<Record<Step, number>> = {};
  for (const removal of due) {
    const step = await advance(removal, now);
    steps[step] = (steps[step] ?? 0) + 1;
    log.info({ userId: removal.userId, step }, "a removal of second factors was looked at");
  }
  return { steps, isMore: due.length === BATCH };
}

import "server-only";
import type { SignedIn } from "../credentials/check-password";
import { lockUsableAccount } from "../credentials/lock-usable-account";
import { db, inTransaction, type SecondFactorKind, type Tx } from "../db";
import type { LockedUser } from "../mailbox/lock-user-row";
import { countRecoveryCodes, renewRecoveryCodes } from "./recovery-codes";
import { reportChange } from "./report-change";
import { distrustBrowsers } from "./trusted-browsers";

/** A second factor as its owner may see it. */
export type FactorSummary = {
  id: string;
  kind: SecondFactorKind;
  /** Of a passkey. */
  name: string | null;
  /** Of a passkey: whether it is kept on several devices. */
  isSynced: boolean | null;
  /** Of a phone, in E.164. */
  number: string | null;
  addedAt: Date;
  lastUsedAt: Date | null;
};

/** The strongest first: a passkey cannot be phished, a text message can be read by others. */
const STRENGTH: SecondFactorKind[] = ["passkey", "app", "phone"];

/** The second factors of a user that count, the strongest kind first. */
export async function listFactors(userId: string): Promise<FactorSummary[]> {
  const factors = await db.secondFactor.findMany({
    where: { userId, confirmedAt: { not: null } },
    orderBy: { confirmedAt: "asc" },
  });
  return factors
    .map(({ id, kind, name, isSynced, number, confirmedAt, createdAt, lastUsedAt }) => {
      const addedAt = confirmedAt ?? createdAt;
      return { id, kind, name, isSynced, number, addedAt, lastUsedAt };
    })
    .toSorted((a, b) => STRENGTH.indexOf(a.kind) - STRENGTH.indexOf(b.kind));
}

/** A factor that was added, and the recovery codes that came with the first one. */
export type Added = { outcome: "added"; recoveryCodes: string[] | null };

/**
 * Completes the addition of a factor, in the transaction that confirms it: tells the owner, and
 * makes recovery codes where there are none left, to be shown once. Whoever adds a factor has
 * just proved it: their session goes on as one that did.
 */
export async function reportAdded(
  tx: Tx,
  user: LockedUser,
  kind: SecondFactorKind,
  { sessionId, origin }: SignedIn,
  now: Date,
): Promise<Added> {
  await reportChange(tx, user, `${kind}_added`, origin, now);
  await tx.$executeRaw`
    WITH proved AS (
      UPDATE session SET factor_proved_at = ${now}
      WHERE id = ${sessionId}::uuid AND user_id = ${user.id}::uuid RETURNING browser_key_hash
    )
    UPDATE known_browser k SET factor_proved_at = ${now} FROM proved
    WHERE k.user_id = ${user.id}::uuid AND k.browser_key_hash = proved.browser_key_hash`;
  const hasCodes = (await countRecoveryCodes(user.id, tx)) > 0;
  return {
    outcome: "added",
    recoveryCodes: hasCodes ? null : await renewRecoveryCodes(tx, user.id, now),
  };
}

/**
 * Removes a second factor. With the last one everything goes that only made sense beside it: the
 * recovery codes and the trust in browsers. "gone" when it was removed before.
 */
export async function removeFactor(
  { userId, origin }: SignedIn,
  id: string,
  now = new Date(),
): Promise<{ outcome: "removed" | "gone" }> {
  return inTransaction(async (tx) => {
    const user = await lockUsableAccount(tx, userId);
    const factor = await tx.secondFactor.findFirst({
      where: { id, userId, confirmedAt: { not: null } },
    });
    if (!user || !factor) return { outcome: "gone" };
    await tx.secondFactor.deleteMany({ where: { id, userId } });
    await distrustBrowsers(tx, userId);
    const left = await tx.secondFactor.count({ where: { userId, confirmedAt: { not: null } } });
    if (left === 0) await tx.recoveryCode.deleteMany({ where: { userId } });
    await reportChange(tx, user, `${factor.kind}_removed`, origin, now);
    return { outcome: "removed" };
  });
}

/**
 * Makes new recovery codes in place of those there are. Null when the account has no second
 * factor (any more), or nobody may use it.
 */
export async function makeRecoveryCodes(
  { userId, origin }: SignedIn,
  now = new Date(),
): Promise<string[] | null> {
  return inTransaction(async (tx) => {
    const user = await lockUsableAccount(tx, userId);
    const factors = await tx.secondFactor.count({ where: { userId, confirmedAt: { not: null } } });
    if (!user || factors === 0) return null;
    await reportChange(tx, user, "recovery_codes_renewed", origin, now);
    return renewRecoveryCodes(tx, userId, now);
  });
}

/**
 * Takes back what was done to the second factors since a moment: those that were added since, and
 * recovery codes made since, count no more. What was removed since cannot be brought back.
 */
export async function dropFactorsSince(tx: Tx, userId: string, since: Date): Promise<void> {
  const added = { userId, createdAt: { gte: since } };
  await tx.secondFactor.deleteMany({ where: added });
  const left = await tx.secondFactor.count({ where: { userId, confirmedAt: { not: null } } });
  await tx.recoveryCode.deleteMany({ where: left === 0 ? { userId } : added });
}

import "server-only";
import { v7 as uuidv7 } from "uuid";
import { after, HOUR } from "../clock";
import type { SignedIn } from "../credentials/check-password";
import { lockUsableAccount } from "../credentials/lock-usable-account";
import { db, inTransaction, type Tx } from "../db";
import { consume, type Limited } from "../rate-limit/consume";
import { appUri, newAppSecret, stepOfCode, typedKey } from "./app-codes";
import { type Added, reportAdded } from "./factors";
import { decryptSecret, encryptSecret, newestKeyPrefix } from "./secret-box";

/** How long somebody may take to set an app up. */
const SET_UP_MS = HOUR;

/** Begins to set an authenticator app up, in place of whatever was begun before. */
export async function beginApp(userId: string, now = new Date()): Promise<string> {
  const id = uuidv7();
  const secret = encryptSecret(newAppSecret(), id);
  await inTransaction(async (tx) => {
    await tx.secondFactor.deleteMany({ where: { userId, kind: "app", confirmedAt: null } });
    await tx.secondFactor.create({ data: { id, userId, kind: "app", secret, createdAt: now } });
  });
  return id;
}

function findBegun(userId: string, id: string, now: Date) {
  const createdAt = { gt: after(now, -SET_UP_MS) };
  return db.secondFactor.findFirst({
    where: { id, userId, kind: "app", confirmedAt: null, createdAt },
  });
}

/** What an app is set up with: for its camera, and to type. */
type AppSetUp = { id: string; uri: string; keyToType: string };

/**
 * An app that is being set up. "added" once it is; null when that took too long, or began anew.
 */
export async function findAppSetUp(
  userId: string,
  id: string,
  address: string,
  now = new Date(),
): Promise<AppSetUp | "added" | null> {
  const begun = await findBegun(userId, id, now);
  if (!begun?.secret) {
    const added = { id, userId, confirmedAt: { not: null } };
    return (await db.secondFactor.count({ where: added })) > 0 ? "added" : null;
  }
  const secret = decryptSecret(begun.secret, id);
  return { id, uri: appUri(secret, address), keyToType: typedKey(secret) };
}

/**
 * Adds an authenticator app, by a code that shows that it is set up right. An app that was there
 * before is replaced. "gone" when the set-up took too long, or began anew elsewhere.
 */
export async function confirmApp(
  who: SignedIn,
  id: string,
  code: string,
  now = new Date(),
): Promise<Added | { outcome: "wrong_code" | "gone" } | Limited> {
  const { userId } = who;
  const counted = await consume([{ limit: "codes_in_session", key: userId }]);
  if (counted.outcome === "limited") return counted;
  const begun = await findBegun(userId, id, now);
  if (!begun?.secret) return { outcome: "gone" };
  const lastStep = stepOfCode(decryptSecret(begun.secret, id), code, now);
  if (lastStep === null) return { outcome: "wrong_code" };
  return inTransaction(async (tx) => {
    const user = await lockUsableAccount(tx, userId);
    if (!user) return { outcome: "gone" };
    await tx.secondFactor.deleteMany({
      where: { userId, kind: "app", confirmedAt: { not: null } },
    });
    const { count } = await tx.secondFactor.updateMany({
      where: { id, confirmedAt: null },
      data: { confirmedAt: now, lastStep },
    });
    return count === 1 ? reportAdded(tx, user, "app", who, now) : { outcome: "gone" };
  });
}

/**
 * Whether a code is the app's now. A code, and any older one, is taken once: whoever saw it typed
 * comes too late (RFC 6238, section 5.2).
 */
export async function proveApp(tx: Tx, userId: string, code: string, now: Date): Promise<boolean> {
  const app = await tx.secondFactor.findFirst({
    where: { userId, kind: "app", confirmedAt: { not: null } },
  });
  if (!app?.secret) return false;
  const step = stepOfCode(decryptSecret(app.secret, app.id), code, now);
  if (step === null) return false;
  const { count } = await tx.secondFactor.updateMany({
    where: { id: app.id, OR: [{ lastStep: null }, { lastStep: { lt: step } }] },
    data: { lastStep: step, lastUsedAt: now },
  });
  return count === 1;
}

/** How many secrets are encrypted anew at once. */
const BATCH = 500;

/**
 * Encrypts secrets with the newest key that an older one encrypted, so that the older one can be
 * dropped from SECOND_FACTOR_KEYS. Returns how many; fewer than a batch means that all are done.
 */
export async function reencryptSecrets(): Promise<number> {
  const old = await db.secondFactor.findMany({
    where: { secret: { not: null }, NOT: { secret: { startsWith: newestKeyPrefix() } } },
    take: BATCH,
  });
  for (const { id, secret } of old) {
    if (!secret) continue;
    const renewed = encryptSecret(decryptSecret(secret, id), id);
    await db.secondFactor.updateMany({ where: { id, secret }, data: { secret: renewed } });
  }
  return old.length;
}

import "server-only";
import { record } from "../audit/record";
import { db, inTransaction } from "../db";
import { consume, type Limited } from "../rate-limit/consume";
import type { Origin } from "./origin";
import { verifyPassword } from "./password-hash";

/** Who is signed in, by which session, from where. */
export type SignedIn = { userId: string; sessionId: string; origin: Origin };

/** Whether it is this user's password. Tries are limited: somebody may sit at an open session. */
export async function checkPassword(
  userId: string,
  password: string,
): Promise<{ outcome: "right"; passwordHash: string } | { outcome: "wrong_password" } | Limited> {
  const counted = await consume([{ limit: "passwords_in_session", key: userId }]);
  if (counted.outcome === "limited") return counted;
  const user = await db.user.findUnique({ where: { id: userId }, select: { passwordHash: true } });
  const passwordHash = user?.passwordHash ?? null;
  const isRight = await verifyPassword(passwordHash, password);
  return isRight && passwordHash
    ? { outcome: "right", passwordHash }
    : { outcome: "wrong_password" };
}

/** The password once more, before a privileged page: the session counts as fresh again. */
export async function confirmIdentity(
  { userId, sessionId, origin }: SignedIn,
  password: string,
  now = new Date(),
): Promise<{ outcome: "confirmed" | "wrong_password" } | Limited> {
  const checked = await checkPassword(userId, password);
  if (checked.outcome !== "right") return checked;
  await inTransaction(async (tx) => {
    const where = { id: sessionId, userId, endedAt: null };
    await tx.session.updateMany({ where, data: { authenticatedAt: now } });
    await record(tx, { userId, name: "identity_confirmed", actor: "owner", origin }, now);
  });
  return { outcome: "confirmed" };
}

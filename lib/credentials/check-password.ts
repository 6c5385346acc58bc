import "server-only";
import { db } from "../db";
import { consume, type Limited } from "../rate-limit/consume";
import type { Origin } from "../request/origin";
import type { Guesser } from "./sign-in-throttle";
import { verifyPassword } from "./password-hash";

/** Who is signed in, by which session, from where. */
export type SignedIn = { userId: string; sessionId: string; origin: Origin };

/**
 * Whether it is this user's password. Tries are limited: somebody may sit at an open session.
 * What is done because it was right must check that the hash is still the user's.
 */
export async function checkPassword(
  userId: string,
  password: string,
): Promise<({ outcome: "right" } & Credentials) | { outcome: "wrong_password" } | Limited> {
  const counted = await consume([{ limit: "passwords_in_session", key: userId }]);
  if (counted.outcome === "limited") return counted;
  const user = await db.user.findUnique({ where: { id: userId }, select: { passwordHash: true } });
  const passwordHash = user?.passwordHash ?? null;
  const isRight = await verifyPassword(passwordHash, password);
  return isRight && passwordHash
    ? { outcome: "right", userId, passwordHash }
    : { outcome: "wrong_password" };
}

/**
 * What lets somebody in: a user, and the password hash that was compared or set a moment ago.
 * A session is only opened while that hash is still the user's. It never leaves the server
 * and is never logged.
 */
export type Credentials = {
  userId: string;
  passwordHash: string;
  /** Whose try to sign in this was: it is taken back when the session is opened. */
  guesser?: Guesser;
};

import "server-only";
import { hash, verify } from "@node-rs/argon2";
import pLimit from "p-limit";
import { env } from "../env";
import { oncePerProcess } from "../once-per-process";

/** Argon2id (the library's default), 19 MiB, 2 passes, 1 lane: OWASP Password Storage sheet. */
const PARAMETERS = { memoryCost: 19 * 1_024, timeCost: 2, parallelism: 1 };

// A burst waits in this queue instead of taking 19 MiB for each request at once.
const CONCURRENCY = env.PASSWORD_HASH_CONCURRENCY ?? 1;
const queue = oncePerProcess("password hashes", () => pLimit(CONCURRENCY));

/** A few seconds of work: whoever comes later is told to come again, and does not wait. */
const MAX_WAITING = 100 * CONCURRENCY;

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (queue.pendingCount >= MAX_WAITING) throw new TooBusyError("Too many passwords wait");
  return queue(work);
}

/** Stands in for the hash of an account that does not exist. */
const decoy = () =>
  oncePerProcess("decoy hash", () => queue(() => hash(crypto.randomUUID(), PARAMETERS)));

/**
 * The Argon2id hash of a password, in PHC form.
 *
 * @throws {TooBusyError} when too many wait
 */
export async function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, PARAMETERS));
}

/**
 * Whether a password belongs to a hash. Without a hash the answer is no, after the same
 * work: how long a refusal takes must not tell whether there is an account.
 *
 * @throws {TooBusyError} when too many wait
 */
export async function verifyPassword(
  passwordHash: string | null,
  password: string,
): Promise<boolean> {
  const against = passwordHash ?? (await decoy());
  const isRight = await inTurn(() => verify(against, password));
  return passwordHash !== null && isRight;
}

/** Too many passwords wait to be hashed: a few seconds later there is room again. */
export class TooBusyError extends Error {
  override name = "TooBusyError";
}

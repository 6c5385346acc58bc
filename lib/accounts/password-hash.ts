import "server-only";
import { hash, verify } from "@node-rs/argon2";
import pLimit from "p-limit";
import { env } from "../env";

/** Argon2id (the library's default), 19 MiB, 2 passes, 1 lane: OWASP Password Storage sheet. */
const PARAMETERS = { memoryCost: 19 * 1_024, timeCost: 2, parallelism: 1 };

// A burst waits in this queue instead of taking 19 MiB for each request at once.
const inTurn = pLimit(env.PASSWORD_HASH_CONCURRENCY ?? 1);

let decoy: Promise<string> | undefined;

/** The Argon2id hash of a password, in PHC form. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, PARAMETERS));
}

/**
 * Whether a password belongs to a hash. Without a hash the answer is no, after the same
 * work: how long a refusal takes must not tell whether there is an account.
 */
export async function verifyPassword(
  passwordHash: string | null,
  password: string,
): Promise<boolean> {
  const against = passwordHash ?? (await (decoy ??= hashPassword(crypto.randomUUID())));
  const isRight = await inTurn(() => verify(against, password));
  return passwordHash !== null && isRight;
}

import "server-only";
import { db, inTransaction } from "../db";
import { clearSignInFailures, countSignIn } from "../rate-limit/sign-in-throttle";
import { openRegistration } from "./open-registration";
import type { Origin } from "./origin";
import { verifyPassword } from "./password-hash";
import type { TypedAddress } from "./schemas";

/** Address and password, and the browser they were typed in. */
export type AuthenticateInput = TypedAddress & {
  password: string;
  browserKeyHash: string;
  origin: Origin;
};

/**
 * The one registration whose password a person who is not confirmed may mean: this
 * browser's own newest, else the newest of all. One only, because each costs a hash, and
 * the number of hashes would tell how often an address was registered.
 */
async function pendingRegistration(userId: string, browserKeyHash: string) {
  const newest = { orderBy: { createdAt: "desc" as const } };
  const select = {
    passwordHash: true,
    browserKeyHash: true,
    verifications: { ...newest, take: 1 },
  };
  return (
    (await db.registration.findFirst({
      where: { userId, browserKeyHash, cancelledAt: null },
      ...newest,
      select,
    })) ??
    (await db.registration.findFirst({ where: { userId, cancelledAt: null }, ...newest, select }))
  );
}

/**
 * Whether an address and a password belong together. A wrong password and an unknown
 * address are one outcome after the same work: one hash.
 *
 * "unconfirmed" means a right password for a registration that nobody has confirmed: the
 * person belongs on the waiting page, in a registration of this browser, which is made
 * when there is none that lives.
 */
export async function authenticate(
  { address, originalAddress, password, browserKeyHash, origin }: AuthenticateInput,
  now = new Date(),
): Promise<
  | { outcome: "authenticated"; userId: string }
  | { outcome: "unconfirmed" | "refused" }
  | { outcome: "locked"; until: Date }
> {
  const until = await countSignIn(address, now);
  if (until) return { outcome: "locked", until };
  const user = await db.user.findUnique({
    where: { address },
    select: { id: true, passwordHash: true, confirmedAt: true },
  });
  const pending =
    user && !user.confirmedAt ? await pendingRegistration(user.id, browserKeyHash) : null;
  const passwordHash = user?.passwordHash ?? pending?.passwordHash ?? null;
  if (!(await verifyPassword(passwordHash, password)) || !user || !passwordHash)
    return { outcome: "refused" };
  await clearSignInFailures(address);
  if (user.confirmedAt) return { outcome: "authenticated", userId: user.id };
  const isWaitingHere =
    pending?.browserKeyHash === browserKeyHash &&
    (pending.verifications[0]?.expiresAt ?? now) > now;
  if (!isWaitingHere) {
    const attempt = { address, originalAddress, passwordHash, browserKeyHash, origin };
    await inTransaction((tx) => openRegistration(tx, attempt, now));
  }
  return { outcome: "unconfirmed" };
}

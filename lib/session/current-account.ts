import "server-only";
import { auth } from "./auth";
import { findSession } from "./session-rows";

/** Who is signed in, as pages may know it. */
export type Account = { userId: string; address: string; memberSince: Date };

/** The signed-in account of this request; null when nobody is. */
export async function currentAccount(): Promise<Account | null> {
  const session = await auth();
  if (typeof session?.sessionId !== "string") return null;
  const row = await findSession(session.sessionId);
  if (!row?.user.confirmedAt) return null;
  return {
    userId: row.userId,
    address: row.user.originalAddress,
    memberSince: row.user.confirmedAt,
  };
}

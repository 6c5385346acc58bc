import "server-only";
import { cookies } from "next/headers";
import { auth } from "./auth";
import { cookieName } from "./cookie-name";
import { findSession } from "./session-rows";

/** Who is signed in, as pages may know it. */
export type Account = { userId: string; address: string; memberSince: Date };

/** The signed-in account of this request; null when nobody is. */
export async function currentAccount(): Promise<Account | null> {
  // Most visitors are not signed in: they need not wait for Auth.js to find that out.
  if (!(await cookies()).has(cookieName("session"))) return null;
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

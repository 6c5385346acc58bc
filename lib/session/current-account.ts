import "server-only";
import { after, MINUTE } from "../clock";
import { findSession } from "./session-rows";
import { namedSessionId } from "./session-token";

/**
 * How long after a proof of who is there privileged pages ask for none (OWASP: re-authenticate).
 */
const FRESH_MS = 10 * MINUTE;

/** Who is signed in, as pages may know it. */
export type Account = {
  userId: string;
  sessionId: string;
  /** As its owner typed it. */
  address: string;
  memberSince: Date;
  /** Whether the password was proved a moment ago. */
  isFresh: boolean;
  isOperator: boolean;
};

/** The signed-in account of this request; null when nobody is. */
export async function currentAccount(): Promise<Account | null> {
  const sessionId = await namedSessionId();
  const row = sessionId === null ? null : await findSession(sessionId);
  return (
    row && {
      userId: row.userId,
      sessionId: row.id,
      address: row.originalAddress,
      memberSince: row.confirmedAt,
      isFresh: row.authenticatedAt > after(new Date(), -FRESH_MS),
      isOperator: row.role === "operator",
    }
  );
}

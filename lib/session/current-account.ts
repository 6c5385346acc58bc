import "server-only";
import { after, HOUR } from "../clock";
import { findSession } from "./session-rows";
import { namedSessionId } from "./session-token";

/**
 * How long after the password was entered nothing asks for it again (OWASP: re-authenticate).
 * Long enough to finish what one came for.
 */
const FRESH_MS = 2 * HOUR;

const isFresh = (at: Date | null): boolean => at !== null && at > after(new Date(), -FRESH_MS);

/** Who is signed in, as pages may know it. */
export type Account = {
  userId: string;
  sessionId: string;
  /** As its owner typed it. */
  address: string;
  memberSince: Date;
  /**
   * Whether the password was entered, or a passkey used alone, within two hours and, where there
   * is a second factor, that was proved, too. A browser that is trusted has not proved it.
   */
  isFresh: boolean;
  hasSecondFactor: boolean;
  /** Whether a second factor was proved in this session, however long ago. */
  isFactorProved: boolean;
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
      isFresh:
        isFresh(row.authenticatedAt) && (!row.hasSecondFactor || isFresh(row.factorProvedAt)),
      hasSecondFactor: row.hasSecondFactor,
      isFactorProved: row.hasSecondFactor && row.factorProvedAt !== null,
      isOperator: row.role === "operator",
    }
  );
}

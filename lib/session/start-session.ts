import "server-only";
import type { Credentials } from "../credentials/check-password";
import { paths } from "../paths";
import { stopDisprovedRemoval } from "../second-factor/factor-removal";
import { setSessionCookie } from "./auth";
import { requestContextWithKey } from "./request-context";
import { type Entry, type Opened, openSession } from "./session-rows";
import { namedSessionId } from "./session-token";

/**
 * Signs this browser in, in place of whoever was signed in here before. Only by what a verb of
 * the flows of lib has just found right or set. An account with a second factor is asked for it
 * first.
 *
 * @param to where to lead
 * @param entry how: what the audit trail calls it, and whether the second factor was proved
 * @returns where to lead instead when there is something to tell or to ask: the second factor,
 *   that the password was replaced meanwhile, or that another account is signed out
 */
export async function startSession(
  credentials: Credentials,
  to: string,
  entry: Omit<Entry, "to"> = {},
): Promise<string> {
  const browser = {
    ...(await requestContextWithKey()),
    replacedSessionId: await namedSessionId(),
  };
  const opened = await openSession(credentials, browser, new Date(), { ...entry, to });
  if (!opened) return `${paths.signIn}?changed`;
  if (opened.outcome === "factor_needed")
    return `${paths.secondFactor}?id=${opened.pendingSignInId}`;
  const { userId } = credentials;
  if (entry.factor === "proved") await stopDisprovedRemoval({ userId, origin: browser.origin });
  return enterSession(userId, opened, to);
}

/** Gives this browser the cookie of a session that was opened. Returns where to lead. */
export async function enterSession(
  userId: string,
  { sessionId, isSwitch }: Extract<Opened, { outcome: "opened" }>,
  to: string,
): Promise<string> {
  await setSessionCookie({ userId, sessionId });
  if (!isSwitch) return to;
  return to.startsWith(`${paths.account}?`) ? `${to}&switched` : `${paths.account}?switched`;
}

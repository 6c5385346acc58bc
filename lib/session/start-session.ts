import "server-only";
import type { Credentials } from "../credentials/check-password";
import type { AuditEventName } from "../audit/audit-events";
import { paths } from "../paths";
import { setSessionCookie } from "./auth";
import { requestContextWithKey } from "./request-context";
import { openSession } from "./session-rows";
import { namedSessionId } from "./session-token";

/**
 * Signs this browser in, in place of whoever was signed in here before. Only by what a verb of
 * the flows of lib has just found right or set.
 *
 * @param to where to lead
 * @param name what the audit trail calls it
 * @returns where to lead instead when there is something to tell: that the password was
 *   replaced meanwhile, or that another account is signed out
 */
export async function startSession(
  credentials: Credentials,
  to: string,
  name: AuditEventName = "signed_in",
): Promise<string> {
  const browser = {
    ...(await requestContextWithKey()),
    replacedSessionId: await namedSessionId(),
  };
  const opened = await openSession(credentials, browser, new Date(), name);
  if (!opened) return `${paths.signIn}?changed`;
  const { sessionId, isSwitch } = opened;
  await setSessionCookie({ userId: credentials.userId, sessionId });
  if (!isSwitch) return to;
  return to.startsWith(`${paths.account}?`) ? `${to}&switched` : `${paths.account}?switched`;
}

import "server-only";
import { signIn } from "./auth";
import { ensureBrowserKey } from "./browser-key";
import { makeGrant } from "./grant";
import { requestOrigin } from "./request-origin";
import { openSession } from "./session-rows";

/** Signs this browser in. Only for a user whom a verb of lib/accounts has just let in. */
export async function startSession(userId: string): Promise<void> {
  const [browserKeyHash, origin] = [await ensureBrowserKey(), await requestOrigin()];
  const sessionId = await openSession(userId, { browserKeyHash, origin });
  await signIn("grant", { grant: makeGrant({ userId, sessionId }), redirect: false });
}

import { db } from "@/lib/db";
import { beginApp, confirmApp, findAppSetUp } from "@/lib/second-factor/app";
import { openSession } from "@/lib/session/session-rows";
import { findPendingSignIn } from "@/lib/session/pending-sign-in";
import { codeAt } from "./app-code";
import { aSession } from "./recoveries";
import { aBrowser, anAccount, ORIGIN } from "./registrations";

/** Adds an authenticator app to an account, some time before `now`. */
export async function addApp(userId: string, now = new Date()) {
  const session = await aSession(userId);
  const { address } = await db.user.findUniqueOrThrow({ where: { id: userId } });
  const id = await beginApp(userId, now);
  const { key } = (await findAppSetUp(userId, id, address, now))!;
  const added = await confirmApp(session, id, codeAt(key, now.getTime()), now);
  if (added.outcome !== "added") throw new Error(`adding an app came to "${added.outcome}"`);
  return { id, key, codes: added.recoveryCodes ?? [], session };
}

/** An account with an authenticator app, which was added a while ago. */
export async function anAccountWithApp(now = new Date()) {
  const account = await anAccount();
  const app = await addApp(account.userId, new Date(now.getTime() - 3_600_000));
  return { ...account, ...app };
}

/** Signs in up to the second step, in a browser that was never here unless it is told. */
export async function aPendingSignIn(
  userId: string,
  { browser = aBrowser(), now = new Date() } = {},
) {
  const { passwordHash } = await db.user.findUniqueOrThrow({ where: { id: userId } });
  const credentials = { userId, passwordHash: passwordHash ?? "" };
  const where = { browserKeyHash: browser, origin: ORIGIN };
  const opened = await openSession(credentials, where, now);
  if (opened?.outcome !== "factor_needed") throw new Error("no second factor was asked for");
  const pending = await findPendingSignIn(opened.pendingSignInId, browser, now);
  if (!pending) throw new Error("the sign-in does not wait");
  return pending;
}

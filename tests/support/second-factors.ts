import { db } from "@/lib/db";
import { beginApp, confirmApp, findAppSetUp, proveApp } from "@/lib/second-factor/app";
import { consumeRecoveryCode } from "@/lib/second-factor/recovery-codes";
import { openSession } from "@/lib/session/session-rows";
import {
  completeSignIn,
  findPendingSignIn,
  type Pending,
  type ProveFactor,
} from "@/lib/session/pending-sign-in";
import { codeAt } from "./app-code";
import { aSession } from "./recoveries";
import { aBrowser, anAccount, ORIGIN } from "./registrations";

/** When a test begins: codes are those of this moment. */
export const START = new Date();

/** What an app that is being set up is set up with. */
export async function setUpOf(userId: string, id: string, address: string, now = START) {
  const setUp = await findAppSetUp(userId, id, address, now);
  if (!setUp || setUp === "added") throw new Error("no app is being set up");
  return { uri: setUp.uri, key: setUp.keyToType };
}

/** Adds an authenticator app to an account, some time before `now`. */
export async function addApp(userId: string, now = new Date()) {
  const session = await aSession(userId);
  const { address } = await db.user.findUniqueOrThrow({ where: { id: userId } });
  const id = await beginApp(userId, now);
  const { key } = await setUpOf(userId, id, address, now);
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

const byApp =
  (code: string): ProveFactor =>
  (tx, { id }, now) =>
    proveApp(tx, id, code, now);

/** Answers a pending sign-in by a code of the app. */
export function withApp(pending: Pending, code: string, now = START, isTrusted = false) {
  const how = { way: "app", prove: byApp(code), isTrusted } as const;
  return completeSignIn(pending, { ...how, origin: ORIGIN, replacedSessionId: null }, now);
}

/** Answers it by a recovery code. */
export function withRecoveryCode(pending: Pending, code: string, now = START) {
  const prove: ProveFactor = (tx, { id }, at) => consumeRecoveryCode(tx, id, code, at);
  const how = { way: "recovery_code", prove } as const;
  return completeSignIn(pending, { ...how, origin: ORIGIN, replacedSessionId: null }, now);
}

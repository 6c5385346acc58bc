import { describe, expect, test } from "vitest";
import { endOneSession } from "@/lib/account/end-sessions";
import { listSessions } from "@/lib/account/list-sessions";
import { changePassword } from "@/lib/account/change-password";
import { DAY, SECOND } from "@/lib/clock";
import { db } from "@/lib/db";
import { removeFactor } from "@/lib/second-factor/factors";
import { findSession, openSession } from "@/lib/session/session-rows";
import { codeAt as codeAtTime } from "@/tests/support/app-code";
import { aBrowser, ORIGIN, OTHER_PASSWORD, PASSWORD } from "@/tests/support/registrations";
import { aPendingSignIn, anAccountWithApp, withApp, START } from "@/tests/support/second-factors";

const codeAt = (key: string, at: Date) => codeAtTime(key, at.getTime());
const later = (ms: number) => new Date(START.getTime() + ms);

describe("a browser that its owner trusts", () => {
  /** Signs in by the app and asks not to be asked again. */
  async function trust(userId: string, key: string) {
    const browser = aBrowser();
    const pending = await aPendingSignIn(userId, { browser });
    expect((await withApp(pending, codeAt(key, START), START, true)).outcome).toBe("opened");
    return browser;
  }

  async function enter(userId: string, browserKeyHash: string, now: Date) {
    const { passwordHash } = await db.user.findUniqueOrThrow({ where: { id: userId } });
    const who = { browserKeyHash, origin: ORIGIN };
    return openSession({ userId, passwordHash: passwordHash! }, who, now);
  }

  test("is not asked for 30 days, and then is", async () => {
    const { userId, key } = await anAccountWithApp(START);
    const browser = await trust(userId, key);
    const [before, after] = [later(30 * DAY - SECOND), later(30 * DAY)];
    expect(await enter(userId, browser, before)).toMatchObject({ outcome: "opened" });
    expect(await enter(userId, browser, after)).toMatchObject({ outcome: "factor_needed" });
    expect(await enter(userId, aBrowser(), before)).toMatchObject({ outcome: "factor_needed" });
  });

  test("is listed with its session, and is asked again once it was signed out from elsewhere", async () => {
    const { userId, key, session } = await anAccountWithApp(START);
    const browser = await trust(userId, key);
    const listed = await listSessions(userId, session.sessionId, START);
    const trusted = listed.filter(({ trustedUntil }) => trustedUntil !== null);
    expect(trusted).toMatchObject([{ trustedUntil: later(30 * DAY) }]);
    await endOneSession(session, trusted[0]!.id);
    expect(await enter(userId, browser, later(SECOND))).toMatchObject({ outcome: "factor_needed" });
  });

  test("has not proved the second factor: sensitive changes ask for it", async () => {
    const { userId, key } = await anAccountWithApp(START);
    const opened = await enter(userId, await trust(userId, key), later(SECOND));
    if (opened?.outcome !== "opened") throw new Error("was asked");
    const session = await findSession(opened.sessionId);
    expect(session).toMatchObject({ hasSecondFactor: true, factorProvedAt: null });
  });

  test("is asked again after the password was changed, and when a factor was removed", async () => {
    const { userId, id, key, session } = await anAccountWithApp(START);
    const browser = await trust(userId, key);
    const passwords = { currentPassword: PASSWORD, newPassword: OTHER_PASSWORD };
    await changePassword(session, passwords);
    expect(await enter(userId, browser, later(SECOND))).toMatchObject({ outcome: "factor_needed" });
    await removeFactor(await sessionPast(userId), id);
    expect(await db.knownBrowser.count({ where: { userId, trustedUntil: { not: null } } })).toBe(0);
  });
});

/** Somebody signed in, whatever the account asks for. */
async function sessionPast(userId: string) {
  return { userId, sessionId: "", origin: ORIGIN };
}

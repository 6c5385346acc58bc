import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { authenticate } from "@/lib/sign-in/authenticate";
import { confirmWithPassword } from "@/lib/registration/confirm-with-link";
import type { Credentials } from "@/lib/credentials/check-password";
import { signInWaitingBrowser } from "@/lib/registration/sign-in-waiting-browser";
import { resetPassword } from "@/lib/password-reset/reset-password";
import { after, DAY, HOUR, MINUTE } from "@/lib/clock";
import { db } from "@/lib/db";
import { findSession, openSession } from "@/lib/session/session-rows";
import { poll } from "@latchkey/testing/poll";
import { aPasswordReset, aSession, isAlive } from "../../support/recoveries";
import {
  aBrowser,
  anAccount,
  aRegistration,
  ORIGIN,
  OTHER_PASSWORD,
  PASSWORD,
} from "../../support/registrations";
import { pageOf } from "../../support/shown";

let other: pg.Client;

beforeAll(async () => {
  other = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await other.connect();
});

afterAll(() => other.end());

/** What signing in with a password comes to, before the session is opened. */
async function credentialsOf(address: string, password = PASSWORD): Promise<Credentials> {
  const typed = { address, originalAddress: address, password };
  const result = await authenticate({ ...typed, browserKeyHash: aBrowser(), origin: ORIGIN });
  if (result.outcome !== "authenticated") throw new Error(`came to "${result.outcome}"`);
  return result.credentials;
}

/** The session that was opened; null when none was. */
async function open(credentials: Credentials, replacedSessionId: string | null = null) {
  const browser = { browserKeyHash: aBrowser(), origin: ORIGIN, replacedSessionId };
  const opened = await openSession(credentials, browser);
  return opened?.outcome === "opened" ? opened : null;
}

const sessionsOf = (userId: string) => db.session.count({ where: { userId, endedAt: null } });

describe("a thief who signs in while the owner resets the password", () => {
  test("is not let in when the reset was finished after the old password was compared", async () => {
    const { address, userId } = await anAccount();
    const { token } = await aPasswordReset(address);
    const compared = await credentialsOf(address);
    expect(await resetPassword(token, OTHER_PASSWORD, ORIGIN)).toEqual({ outcome: "reset" });
    expect(await open(compared)).toBeNull();
    expect(await sessionsOf(userId)).toBe(0);
    expect(await db.auditEvent.count({ where: { userId, name: "signed_in" } })).toBe(0);
    expect(await db.knownBrowser.count({ where: { userId } })).toBe(0);
  });

  test("is not let in when the reset is finished while the session is being opened", async () => {
    const { address, userId } = await anAccount();
    const compared = await credentialsOf(address);
    await other.query("BEGIN");
    await other.query('UPDATE "user" SET password_hash = $2 WHERE id = $1', [userId, "another"]);
    const opening = open(compared);
    await poll("the session to wait for the reset", async () => {
      // Not by the connection with the transaction: it sees the activity as it was at first.
      const waiting = await db.$queryRaw<unknown[]>`
        SELECT pid FROM pg_stat_activity
        WHERE wait_event_type = 'Lock' AND query LIKE '%WITH account%'`;
      return waiting.length > 0;
    });
    await other.query("COMMIT");
    expect(await opening).toBeNull();
    expect(await sessionsOf(userId)).toBe(0);
  });

  test("is let in with the new password", async () => {
    const { address } = await anAccount();
    const { token } = await aPasswordReset(address);
    await resetPassword(token, OTHER_PASSWORD, ORIGIN);
    expect(await open(await credentialsOf(address, OTHER_PASSWORD))).not.toBeNull();
  });

  test("is not let in by a waiting page that was about to sign itself in", async () => {
    const { browser, token, address } = await aRegistration();
    await confirmWithPassword(token, PASSWORD, ORIGIN);
    const handed = (await signInWaitingBrowser(await pageOf(browser)))!;
    const reset = await aPasswordReset(address);
    await resetPassword(reset.token, OTHER_PASSWORD, ORIGIN);
    expect(await open(handed)).toBeNull();
  });

  test("is not let in by a confirmation whose password was replaced before it signed in", async () => {
    const { token, address } = await aRegistration();
    const confirmed = await confirmWithPassword(token, PASSWORD, ORIGIN);
    const reset = await aPasswordReset(address);
    await resetPassword(reset.token, OTHER_PASSWORD, ORIGIN);
    if (confirmed.outcome !== "confirmed") throw new Error("not confirmed");
    expect(await open(confirmed.credentials)).toBeNull();
  });
});

/** Everything that keeps an account from being used, each as the only difference. */
const STATES = [
  ["is not confirmed", { confirmedAt: null }],
  ["is locked by an operator", { lockedAt: new Date() }],
  ["is to be erased", { eraseAt: after(new Date(), DAY) }],
] as const;

describe("an account that", () => {
  test.each(STATES)("%s opens no session and lets no open one in", async (_what, state) => {
    const { address, userId } = await anAccount();
    const credentials = await credentialsOf(address);
    const opened = await open(credentials);
    expect(await findSession(opened!.sessionId)).toMatchObject({ userId });
    await db.user.update({ where: { id: userId }, data: state });
    expect(await open(credentials)).toBeNull();
    expect(await findSession(opened!.sessionId)).toBeNull();
  });
});

describe("a session", () => {
  test.each([
    ["has ended", { endedAt: new Date() }],
    ["was not used for a week", { expiresAt: after(new Date(), -1) }],
  ])("that %s lets nobody in", async (_what, data) => {
    const { sessionId } = await aSession((await anAccount()).userId);
    expect(await findSession(sessionId)).not.toBeNull();
    await db.session.update({ where: { id: sessionId }, data });
    expect(await findSession(sessionId)).toBeNull();
  });

  test("that is used lasts a week longer, and 30 days from its beginning at most", async () => {
    const { sessionId } = await aSession((await anAccount()).userId);
    const where = { id: sessionId };
    const before = new Date();
    const idle = { lastSeenAt: after(before, -HOUR), expiresAt: after(before, HOUR) };
    await db.session.update({ where, data: { ...idle, createdAt: after(before, -20 * DAY) } });
    await findSession(sessionId);
    const young = await db.session.findUniqueOrThrow({ where });
    expect(young.expiresAt.getTime()).toBeGreaterThanOrEqual(after(before, 7 * DAY).getTime());

    const createdAt = after(before, -29 * DAY);
    await db.session.update({ where, data: { ...idle, createdAt } });
    await findSession(sessionId);
    const old = await db.session.findUniqueOrThrow({ where });
    expect(old.lastSeenAt.getTime()).toBeGreaterThanOrEqual(before.getTime());
    expect(old.expiresAt).toEqual(after(createdAt, 30 * DAY));
  });

  test("that is looked up again within five minutes costs no write", async () => {
    const { sessionId } = await aSession((await anAccount()).userId);
    const where = { id: sessionId };
    const lastSeenAt = after(new Date(), -4 * MINUTE);
    await db.session.update({ where, data: { lastSeenAt } });
    await findSession(sessionId);
    expect((await db.session.findUniqueOrThrow({ where })).lastSeenAt).toEqual(lastSeenAt);
  });
});

describe("signing in", () => {
  test("as somebody else ends the session that the browser had, and says so in its trail", async () => {
    const [ann, ben] = [await anAccount(), await anAccount()];
    const { sessionId } = await aSession(ann.userId);
    const elsewhere = await aSession(ann.userId);
    const opened = await open(await credentialsOf(ben.address), sessionId);
    expect(opened).toMatchObject({ isSwitch: true });
    expect([await isAlive(sessionId), await isAlive(elsewhere.sessionId)]).toEqual([false, true]);
    const trail = { userId: ann.userId, name: "signed_out" };
    expect(await db.auditEvent.count({ where: trail })).toBe(1);
  });

  test("once more as the same person ends the older session without a word", async () => {
    const { address, userId } = await anAccount();
    const { sessionId } = await aSession(userId);
    const opened = await open(await credentialsOf(address), sessionId);
    expect(opened).toMatchObject({ isSwitch: false });
    expect(await isAlive(sessionId)).toBe(false);
    expect(await db.auditEvent.count({ where: { userId, name: "signed_out" } })).toBe(0);
  });

  test("that is refused leaves the session that the browser had", async () => {
    const { address, userId } = await anAccount();
    const { sessionId } = await aSession(userId);
    const credentials = { ...(await credentialsOf(address)), passwordHash: "another" };
    expect(await open(credentials, sessionId)).toBeNull();
    expect(await isAlive(sessionId)).toBe(true);
  });
});

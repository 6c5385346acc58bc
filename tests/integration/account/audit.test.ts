import { describe, expect, test } from "vitest";
import { authenticate } from "@/lib/sign-in/authenticate";
import { changePassword } from "@/lib/account/change-password";
import { confirmEmailChange } from "@/lib/email-change/confirm-email-change";
import { endOneSession, endOtherSessions } from "@/lib/account/end-sessions";
import { listSessions } from "@/lib/account/list-sessions";
import { resetPassword } from "@/lib/password-reset/reset-password";
import { undo } from "@/lib/email-change/undo";
import { listActivity } from "@/lib/audit/list-activity";
import { db } from "@/lib/db";
import { aPasswordReset, aSession, anAddressChange, isAlive } from "../../support/recoveries";
import {
  aBrowser,
  anAccount,
  anAddress,
  ORIGIN,
  OTHER_PASSWORD,
  PASSWORD,
} from "../../support/registrations";

async function namesOf(userId: string): Promise<string[]> {
  const events = await db.auditEvent.findMany({ where: { userId }, orderBy: { id: "asc" } });
  return events.map(({ name }) => name);
}

function failToSignIn(address: string) {
  const who = { address, originalAddress: address, browserKeyHash: aBrowser(), origin: ORIGIN };
  return authenticate({ ...who, password: "not the password" });
}

describe("the audit trail", () => {
  test("tells the whole story of an account, in order", async () => {
    const { userId, address } = await anAccount();
    await failToSignIn(address);
    const { token } = await aPasswordReset(address);
    await resetPassword(token, OTHER_PASSWORD, ORIGIN);
    const change = await anAddressChange(userId, { password: OTHER_PASSWORD });
    await confirmEmailChange(change.token, { userId, password: null }, ORIGIN);
    await undo(change.undoToken, ORIGIN);
    expect(await namesOf(userId)).toEqual([
      "registered",
      "confirmed",
      "sign_in_failed",
      "password_reset_requested",
      "password_reset",
      "signed_in",
      "address_change_requested",
      "address_changed",
      "address_change_undone",
    ]);
  });

  test("holds no address, password, code or token", async () => {
    const { userId, address } = await anAccount();
    const { token, code } = await aPasswordReset(address);
    await resetPassword(token, OTHER_PASSWORD, ORIGIN);
    const text = JSON.stringify(await db.auditEvent.findMany({ where: { userId } }));
    for (const secret of [address, PASSWORD, OTHER_PASSWORD, token, code])
      expect(text).not.toContain(secret);
  });

  test("is written with the change or not at all", async () => {
    const { userId } = await anAccount();
    const session = await aSession(userId);
    const passwords = { currentPassword: "not the password", newPassword: OTHER_PASSWORD };
    expect(await changePassword(session, passwords)).toEqual({ outcome: "wrong_password" });
    expect(await namesOf(userId)).not.toContain("password_changed");
  });

  test("remembers as much of an address that nobody has, so that the work is the same", async () => {
    const before = await db.auditEvent.count({ where: { userId: null } });
    await failToSignIn(anAddress());
    await aPasswordReset(anAddress());
    expect(await db.auditEvent.count({ where: { userId: null } })).toBe(before + 2);
  });

  test("is shown to its owner, the newest first, and without whole IP addresses", async () => {
    const { userId, address } = await anAccount();
    await failToSignIn(address);
    const [newest, ...rest] = (await listActivity(userId)).activity;
    expect(newest).toMatchObject({ name: "sign_in_failed", isByAnybody: true });
    const device = { browser: "Firefox", os: "Linux" };
    expect(newest?.from).toEqual({ device, place: "203.0.113.0/24" });
    expect(rest.map(({ name }) => name)).toContain("confirmed");
  });

  test("tells the owner's own registration from those of others, and equal entries in a row as one", async () => {
    const { userId, address } = await anAccount();
    for (let tried = 1; tried <= 3; tried += 1) await failToSignIn(address);
    const { activity } = await listActivity(userId);
    expect(activity.map(({ name, count }) => [name, count])).toEqual([
      ["sign_in_failed", 3],
      ["confirmed", 1],
      ["registered", 1],
    ]);
    expect(activity.map((each) => each.isOwnRegistration)).toEqual([false, false, true]);
    const kept = await listActivity(userId, { filter: "changes" });
    expect(kept.activity.map(({ name }) => name)).toEqual(["confirmed", "registered"]);
  });

  test("is shown by pages that miss nothing and repeat nothing, also where times are equal", async () => {
    const { userId } = await anAccount();
    const at = new Date();
    const [userAgent, ip] = ["", "203.0.113.7"];
    const data = Array.from({ length: 110 }, () => ({
      ...{ userId, name: "password_changed", actor: "owner" as const },
      ...{ ip, userAgent, createdAt: at },
    }));
    await db.auditEvent.createMany({ data });
    const ids: string[] = [];
    let before: string | null | undefined;
    do {
      const page = await listActivity(userId, { before });
      ids.push(...page.activity.map(({ id }) => id));
      before = page.older;
    } while (before);
    expect(ids).toHaveLength(112);
    expect(new Set(ids).size).toBe(112);
    const odd = await listActivity(userId, { before: "0000-01-01T00:00:00Z_no-id" });
    expect(odd.activity[0]?.id).toBe(ids[0]);
  });
});

describe("sessions", () => {
  test("are listed to their owner, this browser first, with device and network", async () => {
    const { userId } = await anAccount();
    const [here] = [await aSession(userId), await aSession(userId)];
    const sessions = await listSessions(userId, here.sessionId);
    expect(sessions.map(({ isCurrent }) => isCurrent)).toEqual([true, false]);
    const device = { browser: "Firefox", os: "Linux" };
    expect(sessions[0]).toMatchObject({ device, place: "203.0.113.0/24" });
  });

  test("end one by one or all others at once, and never somebody else's", async () => {
    const [ann, ben] = [await anAccount(), await anAccount()];
    const [here, there, elsewhere] = [
      await aSession(ann.userId),
      await aSession(ann.userId),
      await aSession(ann.userId),
    ];
    const stranger = await aSession(ben.userId);
    await endOneSession(here, stranger.sessionId);
    expect(await isAlive(stranger.sessionId)).toBe(true);
    await endOneSession(here, there.sessionId);
    expect([await isAlive(there.sessionId), await isAlive(elsewhere.sessionId)]).toEqual([
      false,
      true,
    ]);
    await endOtherSessions(here);
    expect([await isAlive(here.sessionId), await isAlive(elsewhere.sessionId)]).toEqual([
      true,
      false,
    ]);
  });

  test("all end when the password changes, for there may be copies, and the guess at it is limited", async () => {
    const { userId } = await anAccount();
    const [here, there] = [await aSession(userId), await aSession(userId)];
    const passwords = { currentPassword: PASSWORD, newPassword: OTHER_PASSWORD };
    const changed = await changePassword(here, passwords);
    expect(changed).toMatchObject({ outcome: "changed", credentials: { userId } });
    expect([await isAlive(here.sessionId), await isAlive(there.sessionId)]).toEqual([false, false]);
    const outcomes = [];
    for (let n = 0; n < 10; n += 1) outcomes.push((await changePassword(here, passwords)).outcome);
    expect(outcomes.slice(0, 9)).toEqual(Array(9).fill("wrong_password"));
    expect(outcomes.at(-1)).toBe("limited");
  });
});

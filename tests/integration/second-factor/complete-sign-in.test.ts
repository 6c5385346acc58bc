import { describe, expect, test } from "vitest";
import { changePassword } from "@/lib/account/change-password";
import { MINUTE, SECOND } from "@/lib/clock";
import { db } from "@/lib/db";
import { removeFactor } from "@/lib/second-factor/factors";
import { findPendingSignIn } from "@/lib/session/pending-sign-in";
import { findSession } from "@/lib/session/session-rows";
import { aSession } from "@/tests/support/recoveries";
import { aBrowser, anAccount, OTHER_PASSWORD, PASSWORD } from "@/tests/support/registrations";
import { codeAt as codeAtTime } from "@/tests/support/app-code";
import {
  aPendingSignIn,
  anAccountWithApp,
  withApp,
  withRecoveryCode,
  START,
} from "@/tests/support/second-factors";

const codeAt = (key: string, at: Date) => codeAtTime(key, at.getTime());
const later = (ms: number) => new Date(START.getTime() + ms);

/** A code that is wrong at that moment. */
function wrongCode(key: string, now: Date): string {
  const right = [-1, 0, 1].map((step) => codeAt(key, new Date(now.getTime() + step * 30 * SECOND)));
  return ["000000", "111111", "222222", "333333"].find((code) => !right.includes(code))!;
}

const noticesOf = async (userId: string) => {
  const where = { userId, template: "second_factor_changed" } as const;
  const mails = await db.delivery.findMany({ where, include: { auditEvent: true } });
  return mails.map(({ auditEvent }) => auditEvent?.name);
};

describe("an account with an authenticator app", () => {
  test("opens no session for the password alone, and one for a code of the app", async () => {
    const { userId, key } = await anAccountWithApp(START);
    const pending = await aPendingSignIn(userId, { now: START });
    expect(await db.session.count({ where: { userId, endedAt: null } })).toBe(1);
    const opened = await withApp(pending, codeAt(key, START));
    if (opened.outcome !== "opened") throw new Error(opened.outcome);
    expect(await findSession(opened.sessionId)).toMatchObject({ userId, hasSecondFactor: true });
    const events = await db.auditEvent.findMany({ where: { userId, name: "signed_in" } });
    expect(events).toHaveLength(2);
  });

  test("takes a code once, and none that is older than one it took", async () => {
    const { userId, key } = await anAccountWithApp(START);
    const [first, second] = [await aPendingSignIn(userId), await aPendingSignIn(userId)];
    expect((await withApp(first, codeAt(key, START))).outcome).toBe("opened");
    expect((await withApp(second, codeAt(key, START))).outcome).toBe("wrong");
    expect((await withApp(second, codeAt(key, later(-30 * SECOND)))).outcome).toBe("wrong");
    expect((await withApp(second, codeAt(key, later(30 * SECOND)))).outcome).toBe("opened");
  });

  test("takes the code of a clock that is half a minute off, and none that is further off", async () => {
    const { userId, key } = await anAccountWithApp(START);
    for (const [seconds, outcome] of [
      [-60, "wrong"],
      [60, "wrong"],
      [-30, "opened"],
      [30, "opened"],
    ] as const) {
      const pending = await aPendingSignIn(userId);
      const code = codeAt(key, later(seconds * SECOND));
      expect([seconds, (await withApp(pending, code)).outcome]).toEqual([seconds, outcome]);
    }
  });

  test("lets one of two in who have the same code at the same moment", async () => {
    const { userId, key } = await anAccountWithApp(START);
    const waiting = [await aPendingSignIn(userId), await aPendingSignIn(userId)];
    const results = await Promise.all(waiting.map((each) => withApp(each, codeAt(key, START))));
    expect(results.map(({ outcome }) => outcome).toSorted()).toEqual(["opened", "wrong"]);
  });
});

describe("a sign-in that waits for its second factor", () => {
  test("is found in no other browser, whoever knows its id", async () => {
    const { userId } = await anAccountWithApp(START);
    const { id } = await aPendingSignIn(userId);
    expect(await findPendingSignIn(id, aBrowser())).toBeNull();
  });

  test("is over after ten minutes", async () => {
    const { userId, key } = await anAccountWithApp(START);
    const browser = aBrowser();
    const pending = await aPendingSignIn(userId, { browser, now: START });
    const late = later(10 * MINUTE);
    expect(await findPendingSignIn(pending.id, browser, late)).toBeNull();
    expect((await withApp(pending, codeAt(key, late), late)).outcome).toBe("over");
  });

  test("is worth nothing once more: of two right answers at once one opens a session", async () => {
    const { userId, key, codes } = await anAccountWithApp(START);
    const pending = await aPendingSignIn(userId);
    const results = await Promise.all([
      withApp(pending, codeAt(key, START)),
      withRecoveryCode(pending, codes[0]!),
    ]);
    expect(results.map(({ outcome }) => outcome).toSorted()).toEqual(["opened", "over"]);
  });

  test("is over when the password is replaced meanwhile", async () => {
    const { userId, key, session } = await anAccountWithApp(START);
    const pending = await aPendingSignIn(userId);
    const passwords = { currentPassword: PASSWORD, newPassword: OTHER_PASSWORD };
    expect((await changePassword(session, passwords)).outcome).toBe("changed");
    expect((await withApp(pending, codeAt(key, START))).outcome).toBe("over");
    expect(await db.session.count({ where: { userId, endedAt: null } })).toBe(0);
  });

  test("takes no code of an app that was removed meanwhile", async () => {
    const { userId, id, key, session } = await anAccountWithApp(START);
    const pending = await aPendingSignIn(userId);
    expect(await removeFactor(session, id)).toEqual({ outcome: "removed" });
    expect((await withApp(pending, codeAt(key, START))).outcome).toBe("wrong");
  });
});

describe("somebody who guesses", () => {
  test("has ten tries over all ways together, and then one in a quarter of an hour", async () => {
    const { userId, key, codes } = await anAccountWithApp(START);
    for (let tries = 0; tries < 10; tries += 1) {
      const pending = await aPendingSignIn(userId);
      const result =
        tries % 2 === 0
          ? await withApp(pending, wrongCode(key, START))
          : await withRecoveryCode(pending, "0000-0000-0000-0000");
      expect(result.outcome).toBe("wrong");
    }
    const pending = await aPendingSignIn(userId);
    const locked = { outcome: "locked", until: later(15 * MINUTE) };
    expect(await withApp(pending, codeAt(key, START))).toEqual(locked);
    expect(await withRecoveryCode(pending, codes[0]!)).toEqual(locked);
    const over = later(15 * MINUTE);
    const again = await aPendingSignIn(userId, { now: over });
    expect((await withApp(again, wrongCode(key, over), over)).outcome).toBe("wrong");
    expect((await withApp(again, codeAt(key, over), over)).outcome).toBe("locked");
  });

  test("makes the owner learn of it once, by email and in the trail", async () => {
    const { userId, key } = await anAccountWithApp(START);
    for (let tries = 0; tries < 12; tries += 1)
      await withApp(await aPendingSignIn(userId), wrongCode(key, START));
    expect(await noticesOf(userId)).toEqual(["app_added", "second_factor_locked"]);
    const failed = await db.auditEvent.count({ where: { userId, name: "second_factor_failed" } });
    expect(failed).toBe(10);
  });

  test("does not lock a browser out in which the owner took the second step before", async () => {
    const { userId, key } = await anAccountWithApp(START);
    const browser = aBrowser();
    const first = await aPendingSignIn(userId, { browser });
    expect((await withApp(first, codeAt(key, START))).outcome).toBe("opened");
    for (let tries = 0; tries < 11; tries += 1)
      await withApp(await aPendingSignIn(userId), wrongCode(key, START));
    const now = later(MINUTE);
    const own = await aPendingSignIn(userId, { browser, now });
    expect((await withApp(own, codeAt(key, now), now)).outcome).toBe("opened");
  });
});

describe("a recovery code", () => {
  test("lets its owner in once, however it is typed, and is told by email", async () => {
    const { userId, codes } = await anAccountWithApp(START);
    expect(new Set(codes).size).toBe(10);
    const typed = ` ${codes[3]!.toLowerCase().replaceAll("-", " ").replaceAll("0", "o")}`;
    expect((await withRecoveryCode(await aPendingSignIn(userId), typed)).outcome).toBe("opened");
    expect((await withRecoveryCode(await aPendingSignIn(userId), codes[3]!)).outcome).toBe("wrong");
    expect(await noticesOf(userId)).toEqual(["app_added", "recovery_code_used"]);
  });

  test("of somebody else lets nobody in, and is not used up", async () => {
    const [ann, ben] = [await anAccountWithApp(START), await anAccountWithApp(START)];
    const pending = await aPendingSignIn(ann.userId);
    expect((await withRecoveryCode(pending, ben.codes[0]!)).outcome).toBe("wrong");
    const own = await aPendingSignIn(ben.userId);
    expect((await withRecoveryCode(own, ben.codes[0]!)).outcome).toBe("opened");
  });
});

describe("without a second factor", () => {
  test("nobody waits, and the session says that nothing was proved", async () => {
    const { userId } = await anAccount();
    const { sessionId } = await aSession(userId);
    expect(await findSession(sessionId)).toMatchObject({
      hasSecondFactor: false,
      factorProvedAt: null,
    });
  });

  test("an app that is only being set up asks nobody for its codes", async () => {
    const { userId } = await anAccount();
    await db.secondFactor.create({ data: { userId, kind: "app", secret: "1.being-set-up" } });
    expect((await aSession(userId)).sessionId).toBeTruthy();
  });
});

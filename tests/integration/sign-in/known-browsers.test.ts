import { describe, expect, test } from "vitest";
import { authenticate } from "@/lib/sign-in/authenticate";
import { resetPassword } from "@/lib/password-reset/reset-password";
import { after, MINUTE } from "@/lib/clock";
import { db } from "@/lib/db";
import { consume } from "@/lib/rate-limit/consume";
import { anIp } from "../../support/an-ip";
import { aPasswordReset, aSession } from "../../support/recoveries";
import { aBrowser, anAccount, ORIGIN, OTHER_PASSWORD, PASSWORD } from "../../support/registrations";
import { fail, signIn, start, WRONG } from "../../support/sign-in-tries";

describe("wrong passwords", () => {
  test("of strangers do not lock the owner out of a browser they were signed in with before", async () => {
    const { address, userId } = await anAccount({ now: start });
    const browser = aBrowser();
    await aSession(userId, browser);
    const { now } = await fail(address, 6);
    const duringLock = after(now, MINUTE);
    expect(await signIn(address, PASSWORD, { now: duringLock })).toMatchObject({
      outcome: "locked",
    });
    expect(await signIn(address, PASSWORD, { browser, now: duringLock })).toMatchObject({
      outcome: "authenticated",
      credentials: { userId },
    });
  });

  test("of strangers do not lock out who has just chosen a new password by email, in whatever browser", async () => {
    const { address, userId } = await anAccount({ now: start });
    // Asked for in one browser, chosen in another, and a stranger fails all the time.
    const { token } = await aPasswordReset(address, { now: start });
    const browser = aBrowser();
    let { now } = await fail(address, 8);
    const chooser = { ...ORIGIN, browserKeyHash: browser };
    expect(await resetPassword(token, OTHER_PASSWORD, chooser, now)).toEqual({ outcome: "reset" });
    for (let n = 0; n < 4; n += 1) {
      ({ now } = await fail(address, 1, now));
      expect(await signIn(address, OTHER_PASSWORD, { now })).toMatchObject({ outcome: "locked" });
      expect(await signIn(address, OTHER_PASSWORD, { browser, now })).toMatchObject({
        outcome: "authenticated",
        credentials: { userId },
      });
    }
  });

  test("of the owner are forgotten in the browser in which they choose a new password", async () => {
    const { address, userId } = await anAccount({ now: start });
    const browser = aBrowser();
    await aSession(userId, browser);
    for (let n = 0; n < 5; n += 1) await signIn(address, WRONG, { browser });
    expect(await signIn(address, PASSWORD, { browser })).toMatchObject({ outcome: "locked" });
    const { token } = await aPasswordReset(address, { now: start });
    await resetPassword(token, OTHER_PASSWORD, { ...ORIGIN, browserKeyHash: browser }, start);
    expect(await signIn(address, OTHER_PASSWORD, { browser })).toMatchObject({
      outcome: "authenticated",
    });
  });

  test("of strangers on the same network do not use up what a known browser may try", async () => {
    const { address, userId } = await anAccount({ now: start });
    const browser = aBrowser();
    await aSession(userId, browser);
    const origin = { ...ORIGIN, ip: anIp() };
    const here = (who: string, browserKeyHash: string) =>
      authenticate(
        { address: who, originalAddress: who, password: PASSWORD, browserKeyHash, origin },
        start,
      );
    for (let n = 0; n < 50; n += 1) await consume([{ limit: "sign_ins_from_ip", key: origin.ip }]);
    expect(await here(address, aBrowser())).toMatchObject({ outcome: "limited" });
    expect(await here(address, browser)).toMatchObject({ outcome: "authenticated" });
  });

  test("lock out a browser that is known for another account only", async () => {
    const [ann, ben] = [await anAccount({ now: start }), await anAccount({ now: start })];
    const browser = aBrowser();
    await aSession(ben.userId, browser);
    await fail(ann.address, 5);
    expect(await signIn(ann.address, PASSWORD, { browser })).toMatchObject({ outcome: "locked" });
  });

  test("lock no browser out that was known before its sessions were deleted", async () => {
    const { address, userId } = await anAccount({ now: start });
    const browser = aBrowser();
    await aSession(userId, browser);
    await db.session.deleteMany({ where: { userId } });
    await fail(address, 5);
    expect(await signIn(address, PASSWORD, { browser })).toMatchObject({
      outcome: "authenticated",
    });
  });

  test("in a known browser are counted too, for that browser alone", async () => {
    const { address, userId } = await anAccount({ now: start });
    const browser = aBrowser();
    await aSession(userId, browser);
    for (let n = 0; n < 5; n += 1) await signIn(address, WRONG, { browser });
    expect(await signIn(address, PASSWORD, { browser })).toMatchObject({ outcome: "locked" });
    expect(await signIn(address, PASSWORD)).toMatchObject({ outcome: "authenticated" });
  });

  test("are forgotten in a known browser after a right one", async () => {
    const { address, userId } = await anAccount({ now: start });
    const browser = aBrowser();
    await aSession(userId, browser);
    for (let round = 0; round < 2; round += 1) {
      for (let n = 0; n < 4; n += 1) await signIn(address, WRONG, { browser });
      expect(await signIn(address, PASSWORD, { browser })).toMatchObject({
        outcome: "authenticated",
      });
    }
  });
});

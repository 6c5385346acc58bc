import { describe, expect, test } from "vitest";
import { reportUnrequestedEmail } from "@/lib/account/report-unrequested-email";
import { confirmWithCode } from "@/lib/registration/confirm-with-code";
import { openConfirmationLink } from "@/lib/registration/confirm-with-link";
import { after, MINUTE } from "@/lib/clock";
import { db } from "@/lib/db";
import {
  aBrowser,
  anAccount,
  aRegistration,
  OTHER_PASSWORD,
  ORIGIN,
} from "../../support/registrations";
import { pageOf } from "../../support/shown";

/** Some code that is not this one. */
const notThe = (code: string, n = 1) => String((Number(code) + n) % 1_000_000).padStart(6, "0");

async function attemptsAt(verificationId: string): Promise<number> {
  return (await db.verification.findUniqueOrThrow({ where: { id: verificationId } })).codeAttempts;
}

describe("the code of the email", () => {
  test("confirms in the browser that registered", async () => {
    const { browser, code, userId } = await aRegistration();
    expect(await confirmWithCode(await pageOf(browser), code, ORIGIN)).toMatchObject({
      outcome: "confirmed",
      credentials: { userId },
    });
  });

  test("does nothing in any other browser", async () => {
    const { code, verificationId } = await aRegistration();
    expect(await confirmWithCode(await pageOf(aBrowser()), code, ORIGIN)).toEqual({
      outcome: "no_registration",
    });
    expect(await attemptsAt(verificationId)).toBe(0);
  });

  test("may be mistyped four times, and says how many tries are left", async () => {
    const { browser, code } = await aRegistration();
    for (const attemptsLeft of [4, 3, 2, 1])
      expect(await confirmWithCode(await pageOf(browser), notThe(code), ORIGIN)).toEqual({
        outcome: "wrong_code",
        attemptsLeft,
      });
    expect(await confirmWithCode(await pageOf(browser), code, ORIGIN)).toMatchObject({
      outcome: "confirmed",
    });
  });

  test("works in its own browser only, also when a page of another names its registration", async () => {
    const [mine, theirs] = [await aRegistration(), await aRegistration()];
    const forged = { browserKeyHash: mine.browser, registrationId: theirs.id };
    expect(await confirmWithCode(forged, theirs.code, ORIGIN)).toEqual({
      outcome: "no_registration",
    });
    expect(await attemptsAt(theirs.verificationId)).toBe(0);
  });

  test("is dead after five wrong ones, even when the right one comes then", async () => {
    const { browser, code } = await aRegistration();
    for (let n = 1; n <= 5; n += 1)
      await confirmWithCode(await pageOf(browser), notThe(code, n), ORIGIN);
    expect(await confirmWithCode(await pageOf(browser), code, ORIGIN)).toEqual({
      outcome: "code_dead",
    });
  });

  test("costs a guesser five tries, also of twenty at once", async () => {
    const { browser, code, verificationId } = await aRegistration();
    const guesses = Array.from({ length: 20 }, async (_, n) =>
      confirmWithCode(await pageOf(browser), notThe(code, n + 1), ORIGIN),
    );
    const results = await Promise.all(guesses);
    expect(results.filter((result) => result.outcome === "wrong_code")).toHaveLength(5);
    expect(results.filter((result) => result.outcome === "code_dead")).toHaveLength(15);
    expect(await attemptsAt(verificationId)).toBe(5);
  });

  test("typed twenty times at once confirms exactly once, and nobody reads “wrong”", async () => {
    const { browser, code, verificationId } = await aRegistration();
    const results = await Promise.all(
      Array.from({ length: 20 }, async () => confirmWithCode(await pageOf(browser), code, ORIGIN)),
    );
    const outcomes = results.map((result) => result.outcome);
    expect(outcomes.filter((outcome) => outcome === "confirmed")).toHaveLength(1);
    expect(outcomes).not.toContain("wrong_code");
    expect(await attemptsAt(verificationId)).toBeLessThanOrEqual(5);
  });

  test("is dead after a quarter of an hour", async () => {
    const now = new Date();
    const { browser, code } = await aRegistration({ now });
    expect(
      await confirmWithCode(await pageOf(browser), code, ORIGIN, after(now, 15 * MINUTE)),
    ).toEqual({
      outcome: "code_dead",
    });
    expect(
      await confirmWithCode(await pageOf(browser), code, ORIGIN, after(now, 15 * MINUTE - 1)),
    ).toMatchObject({
      outcome: "confirmed",
    });
  });

  test("says that all is done when the link was clicked before", async () => {
    const { browser, code, token } = await aRegistration();
    await openConfirmationLink(token, browser, ORIGIN);
    expect(await confirmWithCode(await pageOf(browser), code, ORIGIN)).toEqual({
      outcome: "already_confirmed",
    });
  });

  test("of somebody else's registration of the same address is a wrong one", async () => {
    const first = await aRegistration();
    const second = await aRegistration({ address: first.address, password: OTHER_PASSWORD });
    expect(await confirmWithCode(await pageOf(second.browser), first.code, ORIGIN)).toMatchObject({
      outcome: "wrong_code",
    });
  });

  test("that is void answers like a wrong one, and so tells nothing of the account", async () => {
    const account = await anAccount();
    const later = await aRegistration({ address: account.address, password: OTHER_PASSWORD });
    expect(await confirmWithCode(await pageOf(later.browser), later.code, ORIGIN)).toEqual({
      outcome: "wrong_code",
      attemptsLeft: 4,
    });
    const cancelled = await aRegistration();
    await reportUnrequestedEmail(cancelled.notMeToken, ORIGIN);
    expect(await confirmWithCode(await pageOf(cancelled.browser), cancelled.code, ORIGIN)).toEqual({
      outcome: "wrong_code",
      attemptsLeft: 4,
    });
  });

  test("and the link at the same moment confirm once, and both people see success", async () => {
    for (let round = 0; round < 10; round += 1) {
      const { browser, code, token } = await aRegistration();
      const results = await Promise.all([
        confirmWithCode(await pageOf(browser), code, ORIGIN),
        openConfirmationLink(token, browser, ORIGIN),
      ]);
      const outcomes = results.map((result) => result.outcome).toSorted();
      expect(outcomes.filter((outcome) => outcome === "confirmed")).toHaveLength(1);
      expect(["already_confirmed", "used"]).toContain(
        outcomes.find((outcome) => outcome !== "confirmed"),
      );
    }
  });
});

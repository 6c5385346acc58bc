import { describe, expect, test } from "vitest";
import { confirmWithCode } from "@/lib/registration/confirm-with-code";
import { openConfirmationLink } from "@/lib/registration/confirm-with-link";
import { correctAddress } from "@/lib/registration/correct-address";
import { verifyPassword } from "@/lib/credentials/password-hash";
import { waitingState } from "@/lib/registration/waiting-state";
import { db } from "@/lib/db";
import { currentCode } from "@/lib/verification/code";
import {
  aBrowser,
  anAccount,
  anAddress,
  aRegistration,
  ORIGIN,
  PASSWORD,
} from "../../support/registrations";
import { pageOf } from "../../support/shown";

async function correct(browser: string, address: string, page = pageOf(browser)) {
  return correctAddress({ address, originalAddress: address, ...(await page), origin: ORIGIN });
}

describe("“Wrong email address?” on the waiting page", () => {
  test("registers the right address with the same password, and the wrong one's link is void", async () => {
    const wrong = await aRegistration();
    const right = anAddress("right");
    expect(await correct(wrong.browser, right)).toEqual({ outcome: "corrected" });
    expect(await openConfirmationLink(wrong.token, wrong.browser, ORIGIN)).toEqual({
      outcome: "void",
    });
    expect((await waitingState(wrong.browser))?.address).toBe(right);
    const verification = await db.verification.findFirstOrThrow({ where: { address: right } });
    const confirmed = await confirmWithCode(
      await pageOf(wrong.browser),
      currentCode(verification),
      ORIGIN,
    );
    expect(confirmed.outcome).toBe("confirmed");
    const user = await db.user.findUniqueOrThrow({ where: { address: right } });
    expect(await verifyPassword(user.passwordHash, PASSWORD)).toBe(true);
    const left = await db.user.findUniqueOrThrow({ where: { address: wrong.address } });
    expect(left.confirmedAt).toBeNull();
  });

  test("works twice, then the form has to be filled in anew", async () => {
    const { browser } = await aRegistration();
    expect(await correct(browser, anAddress())).toEqual({ outcome: "corrected" });
    expect((await waitingState(browser))?.canCorrect).toBe(true);
    expect(await correct(browser, anAddress())).toEqual({ outcome: "corrected" });
    expect((await waitingState(browser))?.canCorrect).toBe(false);
    expect(await correct(browser, anAddress())).toEqual({ outcome: "too_often" });
  });

  test("pressed five times at once makes one new registration", async () => {
    const { browser } = await aRegistration();
    const right = anAddress();
    const page = pageOf(browser);
    await Promise.all(Array.from({ length: 5 }, () => correct(browser, right, page)));
    expect(await db.registration.count({ where: { address: right } })).toBe(1);
  });

  test("corrects the registration that its page showed, not the newest of the browser", async () => {
    const browser = aBrowser();
    const [first, second] = [await aRegistration({ browser }), await aRegistration({ browser })];
    const page = Promise.resolve({ browserKeyHash: browser, registrationId: first.id });
    expect(await correct(browser, anAddress("right"), page)).toEqual({ outcome: "corrected" });
    const cancelled = async ({ id }: { id: string }) =>
      (await db.registration.findUniqueOrThrow({ where: { id } })).cancelledAt !== null;
    expect([await cancelled(first), await cancelled(second)]).toEqual([true, false]);
  });

  test("answers an address that has an account as any other", async () => {
    const account = await anAccount();
    const { browser } = await aRegistration();
    expect(await correct(browser, account.address)).toEqual({ outcome: "corrected" });
    const user = await db.user.findUniqueOrThrow({ where: { id: account.userId } });
    expect(await verifyPassword(user.passwordHash, account.password)).toBe(true);
    expect((await waitingState(browser))?.phase).toBe("waiting");
  });

  test("needs a registration of this browser that waits", async () => {
    expect(await correct(aBrowser(), anAddress())).toEqual({ outcome: "no_registration" });
    const account = await anAccount();
    expect(await correct(account.browser, anAddress())).toEqual({ outcome: "confirmed" });
    const { browser, address } = await aRegistration();
    expect(await correct(browser, address)).toEqual({ outcome: "same_address" });
  });
});

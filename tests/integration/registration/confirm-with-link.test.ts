import { v7 as uuidv7 } from "uuid";
import { describe, expect, test } from "vitest";
import {
  confirmWithNewPassword,
  confirmWithPassword,
  openConfirmationLink,
} from "@/lib/registration/confirm-with-link";
import { verifyPassword } from "@/lib/credentials/password-hash";
import { after, HOUR } from "@/lib/clock";
import { db } from "@/lib/db";
import { linkToken } from "@/lib/verification/link-token";
import {
  aBrowser,
  anAccount,
  aRegistration,
  everythingAbout,
  OTHER_PASSWORD,
  PASSWORD,
  ORIGIN,
} from "../../support/registrations";

/** Whether a password opens the account of an address. */
async function opens(address: string, password: string): Promise<boolean> {
  const { passwordHash } = await db.user.findUniqueOrThrow({ where: { address } });
  return verifyPassword(passwordHash, password);
}

const outcomes = (results: { outcome: string }[]) => results.map((result) => result.outcome);

describe("the link in the browser that registered", () => {
  test("confirms the address, and the registration's password is the user's", async () => {
    const { token, browser, address, userId, id } = await aRegistration();
    expect(await openConfirmationLink(token, browser, ORIGIN)).toMatchObject({
      outcome: "confirmed",
      credentials: { userId },
    });
    expect(await opens(address, PASSWORD)).toBe(true);
    expect(await db.registration.findUnique({ where: { id } })).toMatchObject({
      confirmedAt: expect.any(Date) as Date,
      sessionStartedAt: expect.any(Date) as Date,
    });
  });

  test("of two registrations made in it, confirms the one it was sent for", async () => {
    const browser = aBrowser();
    const first = await aRegistration({ browser });
    const second = await aRegistration({
      browser,
      address: first.address,
      password: OTHER_PASSWORD,
    });
    expect(await openConfirmationLink(first.token, browser, ORIGIN)).toMatchObject({
      outcome: "confirmed",
    });
    expect(await opens(first.address, PASSWORD)).toBe(true);
    expect(await openConfirmationLink(second.token, browser, ORIGIN)).toEqual({ outcome: "void" });
  });

  test("says “used” the second time", async () => {
    const { token, browser } = await aRegistration();
    await openConfirmationLink(token, browser, ORIGIN);
    expect(await openConfirmationLink(token, browser, ORIGIN)).toEqual({ outcome: "used" });
  });

  test("opened fifty times at once confirms exactly once", async () => {
    const { token, browser, address } = await aRegistration();
    const results = outcomes(
      await Promise.all(
        Array.from({ length: 50 }, () => openConfirmationLink(token, browser, ORIGIN)),
      ),
    );
    expect(results.filter((outcome) => outcome === "confirmed")).toHaveLength(1);
    expect(results.filter((outcome) => outcome === "used")).toHaveLength(49);
    expect(await opens(address, PASSWORD)).toBe(true);
  });
});

describe("the link in another browser", () => {
  test("changes nothing when it is opened, by a person or by a scanner", async () => {
    const { token, address } = await aRegistration();
    const before = await everythingAbout(address);
    expect(await openConfirmationLink(token, aBrowser(), ORIGIN)).toEqual({
      outcome: "password_needed",
    });
    expect(await openConfirmationLink(token, null, ORIGIN)).toEqual({ outcome: "password_needed" });
    expect(await everythingAbout(address)).toEqual(before);
  });

  test("confirms with the registration's password", async () => {
    const { token, address, userId } = await aRegistration();
    expect(await confirmWithPassword(token, PASSWORD, ORIGIN)).toMatchObject({
      outcome: "confirmed",
      credentials: { userId },
    });
    expect(await opens(address, PASSWORD)).toBe(true);
  });

  test("changes nothing with a wrong password", async () => {
    const { token, address } = await aRegistration();
    const before = await everythingAbout(address);
    expect(await confirmWithPassword(token, OTHER_PASSWORD, ORIGIN)).toEqual({
      outcome: "wrong_password",
    });
    expect(await everythingAbout(address)).toEqual(before);
  });

  test("confirms with a new password, which voids the one that was typed at registration", async () => {
    const { token, address, userId, id } = await aRegistration();
    expect(await confirmWithNewPassword(token, OTHER_PASSWORD, ORIGIN)).toMatchObject({
      outcome: "confirmed",
      credentials: { userId },
    });
    expect(await opens(address, OTHER_PASSWORD)).toBe(true);
    expect(await opens(address, PASSWORD)).toBe(false);
    expect(await db.registration.findUnique({ where: { id } })).toMatchObject({
      confirmedAt: null,
    });
  });

  test("refuses a new password that is easy to guess, and says why", async () => {
    const { token, address } = await aRegistration();
    const before = await everythingAbout(address);
    expect(await confirmWithNewPassword(token, "password1234", ORIGIN)).toMatchObject({
      outcome: "weak_password",
      advice: "similarToCommon",
    });
    expect(await everythingAbout(address)).toEqual(before);
  });
});

describe("of two people who registered the same address", () => {
  test.each([0, 1])(
    "number %i gets in by their own link with their own password only",
    async (winner) => {
      const first = await aRegistration({ password: PASSWORD });
      const second = await aRegistration({ address: first.address, password: OTHER_PASSWORD });
      const [chosen, other] = winner === 0 ? [first, second] : [second, first];
      expect(await openConfirmationLink(chosen.token, chosen.browser, ORIGIN)).toMatchObject({
        outcome: "confirmed",
      });
      expect(await opens(chosen.address, chosen.password)).toBe(true);
      expect(await opens(chosen.address, other.password)).toBe(false);
      expect(await openConfirmationLink(other.token, other.browser, ORIGIN)).toEqual({
        outcome: "void",
      });
      expect(await confirmWithPassword(other.token, other.password, ORIGIN)).toEqual({
        outcome: "void",
      });
      expect(
        await confirmWithNewPassword(other.token, "a third password, quite long", ORIGIN),
      ).toEqual({
        outcome: "void",
      });
      expect(await opens(chosen.address, chosen.password)).toBe(true);
    },
  );

  test("exactly one wins when all confirm at once, and the others' links are void", async () => {
    const first = await aRegistration({ password: "password number 0 of Jura" });
    const others = await Promise.all(
      Array.from({ length: 4 }, (_, n) =>
        aRegistration({ address: first.address, password: `password number ${n + 1} of Jura` }),
      ),
    );
    const all = [first, ...others];
    const results = outcomes(
      await Promise.all(all.map((each) => openConfirmationLink(each.token, each.browser, ORIGIN))),
    );
    expect(results.filter((outcome) => outcome === "confirmed")).toHaveLength(1);
    expect(results.filter((outcome) => outcome === "void")).toHaveLength(4);
    const opening = await Promise.all(all.map((each) => opens(first.address, each.password)));
    expect(opening).toEqual(results.map((outcome) => outcome === "confirmed"));
    const { verifications } = await everythingAbout(first.address);
    expect(verifications.filter((each) => each.usedAt)).toHaveLength(1);
    expect(verifications.filter((each) => each.voidedAt)).toHaveLength(4);
  });
});

describe("a link that is no longer good", () => {
  test("says that it expired, a moment after a day", async () => {
    const now = new Date();
    const { token, browser } = await aRegistration({ now });
    expect(await openConfirmationLink(token, browser, ORIGIN, after(now, 24 * HOUR))).toEqual({
      outcome: "expired",
    });
    expect(
      await openConfirmationLink(token, browser, ORIGIN, after(now, 24 * HOUR - 1)),
    ).toMatchObject({
      outcome: "confirmed",
    });
  });

  test("is told apart: tampered, foreign, unknown", async () => {
    const { token, notMeToken, browser, address } = await aRegistration();
    const nowhere = { id: uuidv7(), purpose: "confirm_registration", address };
    const bent = token.slice(0, -5) + (token.endsWith("AAAAA") ? "BBBBA" : "AAAAA");
    expect(await openConfirmationLink("nonsense", browser, ORIGIN)).toEqual({
      outcome: "tampered",
    });
    expect(outcomes([await openConfirmationLink(bent, browser, ORIGIN)])[0]).toMatch(/^tampered$/);
    expect(await openConfirmationLink(notMeToken, browser, ORIGIN)).toEqual({ outcome: "foreign" });
    expect(await openConfirmationLink(token.replace(/^1\./, "9."), browser, ORIGIN)).toEqual({
      outcome: "foreign",
    });
    expect(await openConfirmationLink(linkToken("confirm-link", nowhere), browser, ORIGIN)).toEqual(
      {
        outcome: "unknown",
      },
    );
  });

  test("cannot confirm with the right password either", async () => {
    const now = new Date();
    const { token, notMeToken } = await aRegistration({ now });
    expect(await confirmWithPassword(notMeToken, PASSWORD, ORIGIN)).toEqual({ outcome: "foreign" });
    expect(await confirmWithPassword(token, PASSWORD, ORIGIN, after(now, 25 * HOUR))).toEqual({
      outcome: "expired",
    });
    expect(
      await confirmWithNewPassword(token, OTHER_PASSWORD, ORIGIN, after(now, 25 * HOUR)),
    ).toEqual({
      outcome: "expired",
    });
  });

  test("of an account that was confirmed by a sibling stays void for good", async () => {
    const account = await anAccount();
    const later = await aRegistration({ address: account.address, password: OTHER_PASSWORD });
    expect(await openConfirmationLink(later.token, later.browser, ORIGIN)).toEqual({
      outcome: "void",
    });
    expect(await opens(account.address, PASSWORD)).toBe(true);
  });
});

import { describe, expect, test } from "vitest";
import { openConfirmationLink } from "@/lib/accounts/confirm-by-link";
import { disownMail } from "@/lib/accounts/disown-mail";
import { verifyPassword } from "@/lib/accounts/password-hash";
import { db } from "@/lib/db";
import {
  anAccount,
  aRegistration,
  OTHER_PASSWORD,
  PASSWORD,
  ORIGIN,
} from "../support/registrations";

describe("“this was not me”", () => {
  test("voids the link and the waiting, and leaves other registrations alone", async () => {
    const stranger = await aRegistration({ password: OTHER_PASSWORD });
    const owner = await aRegistration({ address: stranger.address });
    expect(await disownMail(stranger.notMeToken, ORIGIN)).toEqual({ outcome: "disowned" });
    expect(await openConfirmationLink(stranger.token, stranger.browser, ORIGIN)).toEqual({
      outcome: "void",
    });
    expect(await openConfirmationLink(owner.token, owner.browser, ORIGIN)).toMatchObject({
      outcome: "confirmed",
    });
  });

  test("is kind the second time", async () => {
    const { notMeToken } = await aRegistration();
    await disownMail(notMeToken, ORIGIN);
    expect(await disownMail(notMeToken, ORIGIN)).toEqual({ outcome: "disowned" });
  });

  test("does not end an account that was confirmed", async () => {
    const account = await anAccount();
    expect(await disownMail(account.notMeToken, ORIGIN)).toEqual({ outcome: "too_late" });
    const { passwordHash, confirmedAt } = await db.user.findUniqueOrThrow({
      where: { id: account.userId },
    });
    expect(await verifyPassword(passwordHash, PASSWORD)).toBe(true);
    expect(confirmedAt).not.toBeNull();
  });

  test("needs its own link: the one that confirms does not cancel", async () => {
    const { token } = await aRegistration();
    expect(await disownMail(token, ORIGIN)).toEqual({ outcome: "foreign" });
    expect(await disownMail("nonsense", ORIGIN)).toEqual({ outcome: "tampered" });
  });

  test("and a confirmation at the same moment: one of them holds", async () => {
    for (let round = 0; round < 10; round += 1) {
      const { token, notMeToken, browser, id, userId } = await aRegistration();
      const [opened, cancelled] = await Promise.all([
        openConfirmationLink(token, browser, ORIGIN),
        disownMail(notMeToken, ORIGIN),
      ]);
      const { confirmedAt } = await db.user.findUniqueOrThrow({ where: { id: userId } });
      const { cancelledAt } = await db.registration.findUniqueOrThrow({ where: { id } });
      expect([opened.outcome, cancelled.outcome]).toEqual(
        confirmedAt ? ["confirmed", "too_late"] : ["void", "disowned"],
      );
      expect(confirmedAt === null).toBe(cancelledAt !== null);
    }
  });
});

import { describe, expect, test } from "vitest";
import { cancelRegistration } from "@/lib/accounts/cancel-registration";
import { openConfirmationLink } from "@/lib/accounts/confirm-by-link";
import { verifyPassword } from "@/lib/accounts/password-hash";
import { db } from "@/lib/db";
import { anAccount, aRegistration, OTHER_PASSWORD, PASSWORD } from "../support/registrations";

describe("“this was not me”", () => {
  test("voids the link and the waiting, and leaves other registrations alone", async () => {
    const stranger = await aRegistration({ password: OTHER_PASSWORD });
    const owner = await aRegistration({ address: stranger.address });
    expect(await cancelRegistration(stranger.notMeToken)).toEqual({ outcome: "cancelled" });
    expect(await openConfirmationLink(stranger.token, stranger.browser)).toEqual({
      outcome: "void",
    });
    expect(await openConfirmationLink(owner.token, owner.browser)).toMatchObject({
      outcome: "confirmed",
    });
  });

  test("is kind the second time", async () => {
    const { notMeToken } = await aRegistration();
    await cancelRegistration(notMeToken);
    expect(await cancelRegistration(notMeToken)).toEqual({ outcome: "cancelled" });
  });

  test("does not end an account that was confirmed", async () => {
    const account = await anAccount();
    expect(await cancelRegistration(account.notMeToken)).toEqual({ outcome: "already_confirmed" });
    const { passwordHash, confirmedAt } = await db.user.findUniqueOrThrow({
      where: { id: account.userId },
    });
    expect(await verifyPassword(passwordHash, PASSWORD)).toBe(true);
    expect(confirmedAt).not.toBeNull();
  });

  test("needs its own link: the one that confirms does not cancel", async () => {
    const { token } = await aRegistration();
    expect(await cancelRegistration(token)).toEqual({ outcome: "not_a_link" });
    expect(await cancelRegistration("nonsense")).toEqual({ outcome: "not_a_link" });
  });

  test("and a confirmation at the same moment: one of them holds", async () => {
    for (let round = 0; round < 10; round += 1) {
      const { token, notMeToken, browser, id, userId } = await aRegistration();
      const [opened, cancelled] = await Promise.all([
        openConfirmationLink(token, browser),
        cancelRegistration(notMeToken),
      ]);
      const { confirmedAt } = await db.user.findUniqueOrThrow({ where: { id: userId } });
      const { cancelledAt } = await db.registration.findUniqueOrThrow({ where: { id } });
      expect([opened.outcome, cancelled.outcome]).toEqual(
        confirmedAt ? ["confirmed", "already_confirmed"] : ["void", "cancelled"],
      );
      expect(confirmedAt === null).toBe(cancelledAt !== null);
    }
  });
});

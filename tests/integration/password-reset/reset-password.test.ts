import { describe, expect, test } from "vitest";
import { exchangeResetCode } from "@/lib/password-reset/exchange-reset-code";
import { signInWaitingBrowser } from "@/lib/registration/sign-in-waiting-browser";
import { confirmWithPassword } from "@/lib/registration/confirm-with-link";
import { verifyPassword } from "@/lib/credentials/password-hash";
import { resetPassword } from "@/lib/password-reset/reset-password";
import { sendEmailDelivery } from "@/lib/email/send-email-delivery";
import { after, HOUR, MINUTE } from "@/lib/clock";
import { db } from "@/lib/db";
import { linkIn, waitForMail } from "../../support/inbox";
import { aPasswordReset, aSession, anAddressChange, isAlive } from "../../support/recoveries";
import {
  aBrowser,
  anAccount,
  anAddress,
  aRegistration,
  ORIGIN,
  OTHER_PASSWORD,
  PASSWORD,
} from "../../support/registrations";
import { pageOf, requestOf } from "../../support/shown";

/** Whether a password opens the account of an address. */
async function opens(address: string, password: string): Promise<boolean> {
  const user = await db.user.findUnique({ where: { address } });
  return verifyPassword(user?.passwordHash ?? null, password);
}

describe("the link of a recovery email", () => {
  test("sets a new password, ends every session and tells the owner by email", async () => {
    const { address, userId } = await anAccount();
    const { sessionId } = await aSession(userId);
    const { token } = await aPasswordReset(address);
    expect(await resetPassword(token, OTHER_PASSWORD, ORIGIN)).toEqual({ outcome: "reset" });
    expect(await opens(address, OTHER_PASSWORD)).toBe(true);
    expect(await opens(address, PASSWORD)).toBe(false);
    expect(await isAlive(sessionId)).toBe(false);
    const notice = await db.delivery.findFirstOrThrow({
      where: { userId, template: "password_changed" },
    });
    await sendEmailDelivery(notice.id);
    expect((await waitForMail(address, { subject: "password was changed" })).text).toContain(
      "203.0.113.7",
    );
  });

  test("works once, also when it is used five times at the same moment", async () => {
    const { address } = await anAccount();
    const { token } = await aPasswordReset(address);
    const results = await Promise.all(
      Array.from({ length: 5 }, (_, n) => resetPassword(token, `${OTHER_PASSWORD} ${n}`, ORIGIN)),
    );
    expect(results.filter(({ outcome }) => outcome === "reset")).toHaveLength(1);
    expect(await resetPassword(token, PASSWORD, ORIGIN)).toEqual({ outcome: "used" });
  });

  test("and another one at the same moment: one of them holds and the other is void", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { address } = await anAccount();
      const [one, two] = [await aPasswordReset(address), await aPasswordReset(address)];
      const results = await Promise.all([
        resetPassword(one.token, PASSWORD, ORIGIN),
        resetPassword(two.token, OTHER_PASSWORD, ORIGIN),
      ]);
      const [first, second] = results.map(({ outcome }) => outcome);
      expect([first, second].toSorted()).toEqual(["reset", "void"]);
      expect(await opens(address, first === "reset" ? PASSWORD : OTHER_PASSWORD)).toBe(true);
    }
  });

  test("expires after an hour", async () => {
    const { address } = await anAccount();
    const { token } = await aPasswordReset(address);
    const late = after(new Date(), HOUR + MINUTE);
    expect(await resetPassword(token, OTHER_PASSWORD, ORIGIN, late)).toEqual({
      outcome: "expired",
    });
  });

  test("is refused by advice, and still good, when the new password is easy to guess", async () => {
    const { address } = await anAccount();
    const { token } = await aPasswordReset(address);
    expect(await resetPassword(token, "password1234", ORIGIN)).toMatchObject({
      outcome: "weak_password",
    });
    expect(await resetPassword(token, OTHER_PASSWORD, ORIGIN)).toEqual({ outcome: "reset" });
  });

  test("voids a change of address that waits, and the waiting page no longer signs itself in", async () => {
    const registration = await aRegistration();
    await confirmWithPassword(registration.token, PASSWORD, ORIGIN);
    const change = await anAddressChange(registration.userId);
    const { token } = await aPasswordReset(registration.address);
    await resetPassword(token, OTHER_PASSWORD, ORIGIN);
    expect(await signInWaitingBrowser(await pageOf(registration.browser))).toBeNull();
    const row = await db.addressChange.findUniqueOrThrow({ where: { id: change.id } });
    expect(row.cancelledAt).not.toBeNull();
  });

  test("leaves the link alone that undoes a change of address: a thief must not void it", async () => {
    const { address, userId } = await anAccount();
    const change = await anAddressChange(userId);
    const { token } = await aPasswordReset(address);
    await resetPassword(token, OTHER_PASSWORD, ORIGIN);
    const undo = await db.verification.findFirstOrThrow({
      where: { addressChangeId: change.id, purpose: "undo_address_change" },
    });
    expect(undo.voidedAt).toBeNull();
  });
});

describe("somebody who has no account to recover", () => {
  test("gets an email that says so, and a link that would do nothing", async () => {
    const address = anAddress();
    const { token, deliveryId } = await aPasswordReset(address);
    await sendEmailDelivery(deliveryId);
    const mail = await waitForMail(address);
    expect(mail.subject).toContain("No Latchkey account");
    expect(mail.text).not.toContain("/reset-password/");
    expect(await resetPassword(token, OTHER_PASSWORD, ORIGIN)).toEqual({ outcome: "void" });
  });

  test("whose registration waits gets the email that confirms it once more, with the same link", async () => {
    const { address, token } = await aRegistration();
    const { deliveryId } = await aPasswordReset(address);
    await sendEmailDelivery(deliveryId);
    expect(linkIn(await waitForMail(address), "/confirm/")).toContain(token);
  });

  test("does not profit from a registration of theirs: their token never resets its later owner", async () => {
    const address = anAddress();
    const stranger = await aPasswordReset(address);
    await anAccount({ address });
    expect(await resetPassword(stranger.token, OTHER_PASSWORD, ORIGIN)).toEqual({
      outcome: "void",
    });
    expect(await opens(address, PASSWORD)).toBe(true);
  });
});

describe("the code of a recovery email", () => {
  test("leads on as the link does, once, and in the browser that asked only", async () => {
    const { address } = await anAccount();
    const { browser, code, token } = await aPasswordReset(address);
    expect(await exchangeResetCode(await requestOf(aBrowser()), code, ORIGIN)).toEqual({
      outcome: "no_request",
    });
    const forged = { ...(await requestOf(browser)), browserKeyHash: aBrowser() };
    expect(await exchangeResetCode(forged, code, ORIGIN)).toEqual({ outcome: "no_request" });
    expect(await exchangeResetCode(await requestOf(browser), code, ORIGIN)).toEqual({
      outcome: "accepted",
      token,
    });
    expect(await exchangeResetCode(await requestOf(browser), code, ORIGIN)).toEqual({
      outcome: "code_dead",
    });
  });

  test("dies after five wrong tries, whether there is an account or not", async () => {
    const known = await aPasswordReset((await anAccount()).address);
    const unknown = await aPasswordReset(anAddress());
    for (const { browser, code } of [known, unknown]) {
      const wrong = code === "00000000" ? "00000001" : "00000000";
      const answers = [];
      for (let n = 0; n < 6; n += 1)
        answers.push(await exchangeResetCode(await requestOf(browser), wrong, ORIGIN));
      expect(answers).toEqual([
        ...[4, 3, 2, 1, 0].map((attemptsLeft) => ({ outcome: "wrong_code", attemptsLeft })),
        { outcome: "code_dead" },
      ]);
      expect(await exchangeResetCode(await requestOf(browser), code, ORIGIN)).toEqual({
        outcome: "code_dead",
      });
    }
  });

  test("is wrong for whoever has no account, even if they could know it", async () => {
    const { browser, code } = await aPasswordReset(anAddress());
    expect(await exchangeResetCode(await requestOf(browser), code, ORIGIN)).toMatchObject({
      outcome: "wrong_code",
    });
  });

  test("dies after ten minutes", async () => {
    const { browser, code } = await aPasswordReset((await anAccount()).address);
    const late = after(new Date(), 11 * MINUTE);
    expect(await exchangeResetCode(await requestOf(browser), code, ORIGIN, late)).toEqual({
      outcome: "code_dead",
    });
  });
});

test("asking for a password emails an address five times an hour at most, account or not", async () => {
  const known = (await anAccount()).address;
  await aPasswordReset(known);
  const unknown = anAddress();
  await aPasswordReset(unknown);
  await aPasswordReset(unknown);
  for (const address of [known, unknown]) {
    for (let n = 3; n <= 5; n += 1) await aPasswordReset(address);
    await expect(aPasswordReset(address)).rejects.toThrow("limited");
    expect(await db.delivery.count({ where: { address } })).toBe(5);
  }
});

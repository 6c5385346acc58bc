import { describe, expect, test } from "vitest";
import { openConfirmationLink } from "@/lib/registration/confirm-with-link";
import { confirmEmailChange } from "@/lib/email-change/confirm-email-change";
import { allowEmailsAgain, reportUnrequestedEmail } from "@/lib/account/report-unrequested-email";
import { inspectReportLink } from "@/lib/account/inspect-report-link";
import { verifyPassword } from "@/lib/credentials/password-hash";
import { exchangeResetCode } from "@/lib/password-reset/exchange-reset-code";
import { resetPassword } from "@/lib/password-reset/reset-password";
import { sendEmailDelivery } from "@/lib/email/send-email-delivery";
import { waitingState } from "@/lib/registration/waiting-state";
import { after, DAY } from "@/lib/clock";
import { db } from "@/lib/db";
import { deliveryBinding } from "@/lib/verification/inspect-link";
import { linkToken } from "@/lib/verification/link-token";
import { aPasswordReset, aSession, anAddressChange, isAlive } from "../../support/recoveries";
import {
  anAccount,
  aRegistration,
  OTHER_PASSWORD,
  PASSWORD,
  ORIGIN,
} from "../../support/registrations";
import { requestOf } from "../../support/shown";
import { aPendingSignIn, anAccountWithApp } from "@/tests/support/second-factors";

/** A notice that a password was changed, and the token of its link. */
async function aPasswordNotice() {
  const account = await anAccount();
  const { token } = await aPasswordReset(account.address);
  await resetPassword(token, OTHER_PASSWORD, ORIGIN);
  const notice = await db.delivery.findFirstOrThrow({
    where: { userId: account.userId, template: "password_changed" },
  });
  return { ...account, notMeToken: linkToken("not-me-link", deliveryBinding(notice)) };
}

const STOP = { stopsEmails: true };

describe("“this was not me” in another email", () => {
  test("about a new password cancels the wish: its link and its code are void", async () => {
    const { address } = await anAccount();
    const { token, notMeToken, browser, code } = await aPasswordReset(address);
    expect(await reportUnrequestedEmail(notMeToken, ORIGIN)).toEqual({ outcome: "reported" });
    expect(await resetPassword(token, OTHER_PASSWORD, ORIGIN)).toEqual({ outcome: "void" });
    expect(await exchangeResetCode(await requestOf(browser), code, ORIGIN)).toMatchObject({
      outcome: "wrong_code",
    });
  });

  test("about a new password that was chosen by it already does nothing", async () => {
    const account = await anAccount();
    const { token, notMeToken } = await aPasswordReset(account.address);
    await resetPassword(token, OTHER_PASSWORD, ORIGIN);
    expect(await reportUnrequestedEmail(notMeToken, ORIGIN)).toEqual({ outcome: "too_late" });
    expect(await inspectReportLink(notMeToken)).toMatchObject({
      end: "too_late",
      stoppedUntil: null,
    });
  });

  test("about a new address cancels the change of a stranger's account", async () => {
    const { userId } = await anAccount();
    const { token, notMeToken } = await anAddressChange(userId);
    expect(await reportUnrequestedEmail(notMeToken, ORIGIN)).toEqual({ outcome: "reported" });
    const proof = { userId, password: null };
    expect(await confirmEmailChange(token, proof, ORIGIN)).toEqual({ outcome: "void" });
  });

  test("about a changed password voids it and ends every session, once", async () => {
    const { userId, address, notMeToken } = await aPasswordNotice();
    // Stopped by whoever had the mailbox for a minute.
    await reportUnrequestedEmail((await aPasswordReset(address)).notMeToken, ORIGIN, STOP);
    const { sessionId } = await aSession(userId);
    expect(await reportUnrequestedEmail(notMeToken, ORIGIN)).toEqual({ outcome: "reported" });
    expect(await isAlive(sessionId)).toBe(false);
    const { passwordHash } = await db.user.findUniqueOrThrow({ where: { id: userId } });
    expect(passwordHash).toBeNull();
    expect(await sendEmailDelivery((await aPasswordReset(address)).deliveryId)).toEqual({
      outcome: "sent",
    });
    expect(await reportUnrequestedEmail(notMeToken, ORIGIN)).toEqual({ outcome: "too_late" });
  });

  test("about a second factor locks the account, whose factors stay for the owner and against a thief of the mailbox", async () => {
    const { userId, address, session } = await anAccountWithApp();
    const notice = await db.delivery.findFirstOrThrow({
      where: { userId, template: "second_factor_changed" },
    });
    const notMeToken = linkToken("not-me-link", deliveryBinding(notice));
    expect(await inspectReportLink(notMeToken)).toMatchObject({ subject: "second_factor" });
    expect(await reportUnrequestedEmail(notMeToken, ORIGIN)).toEqual({ outcome: "reported" });
    expect(await isAlive(session.sessionId)).toBe(false);
    const { token } = await aPasswordReset(address);
    expect(await resetPassword(token, OTHER_PASSWORD, ORIGIN)).toEqual({ outcome: "reset" });
    expect(await aPendingSignIn(userId)).toMatchObject({ userId });
  });

  test("about a password that was changed again since, or a week ago, does nothing", async () => {
    const changedAgain = await aPasswordNotice();
    const { token } = await aPasswordReset(changedAgain.address);
    await resetPassword(token, PASSWORD, ORIGIN);
    expect(await reportUnrequestedEmail(changedAgain.notMeToken, ORIGIN)).toEqual({
      outcome: "too_late",
    });
    const old = await aPasswordNotice();
    expect(
      await reportUnrequestedEmail(old.notMeToken, ORIGIN, { now: after(new Date(), 8 * DAY) }),
    ).toEqual({
      outcome: "too_late",
    });
  });

  test("about a password of an account that has moved to another mailbox since does nothing", async () => {
    const { userId, notMeToken } = await aPasswordNotice();
    const { token } = await anAddressChange(userId, { password: OTHER_PASSWORD });
    await confirmEmailChange(token, { userId, password: null }, ORIGIN);
    const { sessionId } = await aSession(userId);
    expect(await reportUnrequestedEmail(notMeToken, ORIGIN)).toEqual({ outcome: "too_late" });
    expect(await isAlive(sessionId)).toBe(true);
    const { passwordHash } = await db.user.findUniqueOrThrow({ where: { id: userId } });
    expect(passwordHash).not.toBeNull();
  });
});

describe("after “this was not me”", () => {
  test("that kind of email stops for 30 days, and no other", async () => {
    const { address, notMeToken } = await aRegistration();
    await reportUnrequestedEmail(notMeToken, ORIGIN, STOP);
    const again = await aRegistration({ address });
    expect(await sendEmailDelivery(again.deliveryId)).toEqual({ outcome: "cancelled" });
    const reset = await aPasswordReset(address);
    expect(await sendEmailDelivery(reset.deliveryId)).toEqual({ outcome: "sent" });
    const later = after(new Date(), 30 * DAY);
    const muchLater = await aRegistration({ address, now: later });
    expect(await sendEmailDelivery(muchLater.deliveryId, later)).toEqual({ outcome: "sent" });
  });

  test("emails of that kind still come unless their reader asked to stop them, too", async () => {
    const { address, notMeToken } = await aRegistration();
    await reportUnrequestedEmail(notMeToken, ORIGIN);
    const again = await aRegistration({ address });
    expect(await sendEmailDelivery(again.deliveryId)).toEqual({ outcome: "sent" });
  });

  test("the waiting page says why no email comes, whether there is an account or not", async () => {
    const [account, stranger] = [await anAccount(), await aRegistration()];
    const states = [];
    for (const address of [account.address, stranger.address]) {
      const { notMeToken } = await aRegistration({ address });
      await reportUnrequestedEmail(notMeToken, ORIGIN, STOP);
      const again = await aRegistration({ address });
      await sendEmailDelivery(again.deliveryId);
      states.push((await waitingState(again.browser))?.mail);
    }
    expect(states).toMatchObject(Array(2).fill({ status: "cancelled", failure: "suppressed" }));
  });

  test("whoever reads the mailbox can let such emails through again by the same link", async () => {
    const { address, notMeToken } = await aRegistration();
    await reportUnrequestedEmail(notMeToken, ORIGIN, STOP);
    await allowEmailsAgain(notMeToken);
    const again = await aRegistration({ address });
    expect(await sendEmailDelivery(again.deliveryId)).toEqual({ outcome: "sent" });
  });

  test("word of what happens to an account still comes: nobody stops that", async () => {
    const { userId, address } = await anAccount();
    const reset = await aPasswordReset(address);
    await reportUnrequestedEmail(reset.notMeToken, ORIGIN, STOP);
    await db.suppression.createMany({
      data: { address, scope: "registration", reason: "not_me", expiresAt: after(new Date(), DAY) },
    });
    const { noticeId } = await anAddressChange(userId);
    expect(await sendEmailDelivery(noticeId)).toEqual({ outcome: "sent" });
  });
});

describe("“this was not me”", () => {
  test("voids the link and the waiting, and leaves other registrations alone", async () => {
    const stranger = await aRegistration({ password: OTHER_PASSWORD });
    const owner = await aRegistration({ address: stranger.address });
    expect(await reportUnrequestedEmail(stranger.notMeToken, ORIGIN)).toEqual({
      outcome: "reported",
    });
    expect(await openConfirmationLink(stranger.token, stranger.browser, ORIGIN)).toEqual({
      outcome: "void",
    });
    expect(await openConfirmationLink(owner.token, owner.browser, ORIGIN)).toMatchObject({
      outcome: "confirmed",
    });
  });

  test("is kind the second time", async () => {
    const { notMeToken } = await aRegistration();
    await reportUnrequestedEmail(notMeToken, ORIGIN);
    expect(await reportUnrequestedEmail(notMeToken, ORIGIN)).toEqual({ outcome: "reported" });
  });

  test("does not end an account that was confirmed", async () => {
    const account = await anAccount();
    expect(await reportUnrequestedEmail(account.notMeToken, ORIGIN)).toEqual({
      outcome: "too_late",
    });
    const { passwordHash, confirmedAt } = await db.user.findUniqueOrThrow({
      where: { id: account.userId },
    });
    expect(await verifyPassword(passwordHash, PASSWORD)).toBe(true);
    expect(confirmedAt).not.toBeNull();
  });

  test("needs its own link: the one that confirms does not cancel", async () => {
    const { token } = await aRegistration();
    expect(await reportUnrequestedEmail(token, ORIGIN)).toEqual({ outcome: "foreign" });
    expect(await reportUnrequestedEmail("nonsense", ORIGIN)).toEqual({ outcome: "tampered" });
  });

  test("and a confirmation at the same moment: one of them holds", async () => {
    for (let round = 0; round < 10; round += 1) {
      const { token, notMeToken, browser, id, userId } = await aRegistration();
      const [opened, cancelled] = await Promise.all([
        openConfirmationLink(token, browser, ORIGIN),
        reportUnrequestedEmail(notMeToken, ORIGIN),
      ]);
      const { confirmedAt } = await db.user.findUniqueOrThrow({ where: { id: userId } });
      const { cancelledAt } = await db.registration.findUniqueOrThrow({ where: { id } });
      expect([opened.outcome, cancelled.outcome]).toEqual(
        confirmedAt ? ["confirmed", "too_late"] : ["void", "reported"],
      );
      expect(confirmedAt === null).toBe(cancelledAt !== null);
    }
  });
});

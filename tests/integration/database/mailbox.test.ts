import { describe, expect, test } from "vitest";
import { confirmEmailChange } from "@/lib/email-change/confirm-email-change";
import { openConfirmationLink, confirmWithPassword } from "@/lib/registration/confirm-with-link";
import { correctAddress } from "@/lib/registration/correct-address";
import { reportUnrequestedEmail } from "@/lib/account/report-unrequested-email";
import { eraseAccounts } from "@/lib/account/erase-accounts";
import { signInWaitingBrowser } from "@/lib/registration/sign-in-waiting-browser";
import { exportPersonalData } from "@/lib/account/export-personal-data";
import { requestEmailChange } from "@/lib/email-change/request-email-change";
import { resetPassword } from "@/lib/password-reset/reset-password";
import { sendEmailDelivery } from "@/lib/email/send-email-delivery";
import { db } from "@/lib/db";
import { confirmManually } from "@/lib/operator/actions/confirm-manually";
import { findByAddress } from "@/lib/operator/timeline/person";
import { linkIn, mailsTo } from "../../support/inbox";
import { anActing } from "../../support/operators";
import { aPasswordReset, aSession, anAddressChange } from "../../support/recoveries";
import {
  aBrowser,
  anAccount,
  aRegistration,
  ORIGIN,
  OTHER_PASSWORD,
  PASSWORD,
} from "../../support/registrations";
import { pageOf } from "../../support/shown";
import { anOldAccountOf, signIn, theMailTo, twoSpellings, usersOf } from "../../support/spellings";

const STOP = { stopsEmails: true };

describe("the owner of an account who types the address in another letter case", () => {
  test("signs in", async () => {
    const [onFile, typed] = twoSpellings();
    const { userId } = await anAccount({ address: onFile });
    expect(await signIn(typed)).toMatchObject({
      outcome: "authenticated",
      credentials: { userId },
    });
  });

  test("gets the link for a new password at the address on file, and it works", async () => {
    const [onFile, typed] = twoSpellings();
    await anAccount({ address: onFile });
    await sendEmailDelivery((await aPasswordReset(typed)).deliveryId);
    const token = linkIn(await theMailTo(onFile), "/reset-password/")
      .split("/")
      .at(-1)!;
    expect(await resetPassword(token, OTHER_PASSWORD, ORIGIN)).toEqual({ outcome: "reset" });
    expect(await signIn(onFile, OTHER_PASSWORD)).toMatchObject({ outcome: "authenticated" });
  });

  test("is told at the address on file that they have an account, and it keeps its spelling", async () => {
    const [onFile, typed] = twoSpellings();
    const { userId } = await anAccount({ address: onFile });
    const before = await db.user.findUniqueOrThrow({ where: { id: userId } });
    const again = await aRegistration({ address: typed, password: OTHER_PASSWORD });
    expect(again.userId).toBe(userId);
    await sendEmailDelivery(again.deliveryId);
    expect((await theMailTo(onFile)).subject).toContain("You already have");
    expect(await db.user.findUniqueOrThrow({ where: { id: userId } })).toEqual(before);
    expect(await openConfirmationLink(again.token, again.browser, ORIGIN)).toEqual({
      outcome: "void",
    });
  });

  test("shares its failures to sign in, so that capitals give a guesser no more tries", async () => {
    const [onFile, typed] = twoSpellings();
    await anAccount({ address: onFile });
    for (let n = 0; n < 5; n += 1)
      await signIn(n % 2 === 0 ? onFile : typed, "not the password at all");
    for (const address of [onFile, typed])
      expect(await signIn(address)).toMatchObject({ outcome: "locked" });
  });

  test("has stopped emails to it in every spelling by “this was not me”, and finds that in their data", async () => {
    const [onFile, typed] = twoSpellings();
    const { userId } = await anAccount({ address: onFile });
    await reportUnrequestedEmail(
      (await aRegistration({ address: typed })).notMeToken,
      ORIGIN,
      STOP,
    );
    const { deliveryId } = await aRegistration({ address: onFile });
    expect(await sendEmailDelivery(deliveryId)).toEqual({ outcome: "cancelled" });
    const collected = await exportPersonalData(await aSession(userId));
    expect(collected).toMatchObject({ data: { suppressions: [{ scope: "registration" }] } });
  });

  test("cannot correct or change the address to what it is already", async () => {
    const [onFile, typed] = twoSpellings();
    const right = { address: typed, originalAddress: typed };
    const { browser } = await aRegistration({ address: onFile });
    const correction = { ...right, ...(await pageOf(browser)), origin: ORIGIN };
    expect(await correctAddress(correction)).toEqual({ outcome: "same_address" });
    const session = await aSession((await anAccount({ address: onFile })).userId);
    expect(await requestEmailChange(session, { ...right, password: PASSWORD })).toEqual({
      outcome: "same_address",
    });
  });

  test("is found by an operator", async () => {
    const [onFile, typed] = twoSpellings();
    await anAccount({ address: onFile });
    expect(await findByAddress(typed)).toMatchObject({ address: onFile });
  });

  test("leaves nothing behind when the account is erased, whatever spelling it was written in", async () => {
    const [onFile, typed] = twoSpellings();
    await aPasswordReset(typed);
    await reportUnrequestedEmail((await aPasswordReset(typed)).notMeToken, ORIGIN, STOP);
    const { userId } = await anAccount({ address: onFile });
    const eraseAt = new Date();
    await db.user.update({ where: { id: userId }, data: { eraseAt } });
    await eraseAccounts(eraseAt);
    const where = { address: { in: [onFile, typed] } };
    expect(await db.delivery.count({ where })).toBe(0);
    expect(await db.passwordReset.count({ where })).toBe(0);
    expect(await db.suppression.count({ where })).toBe(0);
  });
});

describe("an address that was registered in two spellings", () => {
  test("is one user's, and each spelling is proved by its own email", async () => {
    const [one, other] = twoSpellings();
    const [first, second] = [
      await aRegistration({ address: one }),
      await aRegistration({ address: other, password: OTHER_PASSWORD }),
    ];
    expect(second.userId).toBe(first.userId);
    for (const { deliveryId } of [first, second]) await sendEmailDelivery(deliveryId);
    expect((await mailsTo(one)).map(({ to }) => to)).toEqual([[one], [other]]);
    await openConfirmationLink(second.token, second.browser, ORIGIN);
    expect(await usersOf(one)).toEqual([{ address: other }]);
    expect(await openConfirmationLink(first.token, first.browser, ORIGIN)).toEqual({
      outcome: "void",
    });
    expect(await signIn(one, OTHER_PASSWORD)).toMatchObject({ outcome: "authenticated" });
  });

  test("is one user's also when many do so at the same moment", async () => {
    const [one, other] = twoSpellings();
    const spellings = [one, other, one.toUpperCase().replace("EXAMPLE.COM", "example.com")];
    await Promise.all([...spellings, other].map((address) => aRegistration({ address })));
    expect(await usersOf(one)).toHaveLength(1);
  });

  test("by one browser lets it in by whichever email is opened elsewhere", async () => {
    const [one, other] = twoSpellings();
    const browser = aBrowser();
    const first = await aRegistration({ address: one, browser });
    await aRegistration({ address: other, browser });
    await confirmWithPassword(first.token, PASSWORD, ORIGIN);
    expect(await signInWaitingBrowser(await pageOf(browser))).toMatchObject({
      userId: first.userId,
    });
  });

  test("can be confirmed by an operator in the spelling that was registered last", async () => {
    const [one, other] = twoSpellings();
    const first = await aRegistration({ address: one });
    const last = await aRegistration({ address: other, password: OTHER_PASSWORD });
    expect(await confirmManually(first.userId, last.id, anActing())).toEqual({
      outcome: "confirmed",
    });
    expect(await usersOf(one)).toEqual([{ address: other }]);
    expect(await openConfirmationLink(first.token, first.browser, ORIGIN)).toEqual({
      outcome: "void",
    });
  });

  test("sends its link to no other spelling, though a new password is asked for with one", async () => {
    const [one, other] = twoSpellings();
    await aRegistration({ address: one });
    await sendEmailDelivery((await aPasswordReset(other)).deliveryId);
    expect(linkIn(await theMailTo(one), "/confirm/")).toBeTruthy();
  });
});

describe("an account that moves to another spelling of somebody's address", () => {
  test("does not get there, and its owner is told at the address on file", async () => {
    const [onFile, typed] = twoSpellings();
    await anAccount({ address: onFile });
    const { userId } = await anAccount();
    const { deliveryId, token } = await anAddressChange(userId, { to: typed });
    await sendEmailDelivery(deliveryId);
    expect((await theMailTo(onFile)).subject).toContain("You already have");
    const proof = { userId, password: null };
    expect(await confirmEmailChange(token, proof, ORIGIN)).toEqual({ outcome: "void" });
  });

  test("of two that move there at once, one does", async () => {
    const spellings = twoSpellings();
    const moves = await Promise.all(
      spellings.map(async (to) => {
        const { userId } = await anAccount();
        return { userId, ...(await anAddressChange(userId, { to })) };
      }),
    );
    const outcomes = await Promise.all(
      moves.map(({ token, userId }) =>
        confirmEmailChange(token, { userId, password: null }, ORIGIN),
      ),
    );
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(["changed", "void"]);
    expect(await usersOf(spellings[0])).toHaveLength(1);
  });
});

describe("two accounts that have differed by letter case only from the beginning", () => {
  test("stay two people's: only the exact spelling means one of them", async () => {
    const [one, other] = twoSpellings();
    const { userId } = await anAccount({ address: one });
    const otherId = await anOldAccountOf(other);
    const third = one.toUpperCase().replace("EXAMPLE.COM", "example.com");
    expect(await signIn(one)).toMatchObject({ credentials: { userId } });
    expect(await signIn(other)).toMatchObject({ credentials: { userId: otherId } });
    expect(await signIn(third)).toEqual({ outcome: "refused" });
    await sendEmailDelivery((await aPasswordReset(third)).deliveryId);
    expect((await theMailTo(third)).subject).toContain("No Latchkey account");
    expect(await findByAddress(third)).toMatchObject({ account: null });
    expect((await aRegistration({ address: third })).userId).not.toBe(userId);
  });

  test("stop their own emails only, and one that is erased takes nothing of the other along", async () => {
    const [one, other] = twoSpellings();
    const { userId } = await anAccount({ address: one });
    await anOldAccountOf(other);
    const stopped = await aPasswordReset(one);
    await reportUnrequestedEmail(stopped.notMeToken, ORIGIN, STOP);
    const going = await aPasswordReset(other);
    expect(await sendEmailDelivery(going.deliveryId)).toEqual({ outcome: "sent" });
    const eraseAt = new Date();
    await db.user.update({ where: { id: userId }, data: { eraseAt } });
    await eraseAccounts(eraseAt);
    expect(await db.delivery.count({ where: { address: one } })).toBe(0);
    expect(await db.delivery.count({ where: { address: other } })).toBe(1);
    expect(await usersOf(one)).toEqual([{ address: other }]);
  });
});

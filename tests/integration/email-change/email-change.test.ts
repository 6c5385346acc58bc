import { describe, expect, test } from "vitest";
import { authenticate } from "@/lib/sign-in/authenticate";
import { confirmEmailChange } from "@/lib/email-change/confirm-email-change";
import { openConfirmationLink } from "@/lib/registration/confirm-with-link";
import { cancelEmailChange } from "@/lib/email-change/request-email-change";
import { resetPassword } from "@/lib/password-reset/reset-password";
import { sendEmailDelivery } from "@/lib/email/send-email-delivery";
import { undo } from "@/lib/email-change/undo";
import { waitingState } from "@/lib/registration/waiting-state";
import { after, DAY, HOUR } from "@/lib/clock";
import { db } from "@/lib/db";
import { linkIn, waitForMail } from "../../support/inbox";
import { aPasswordReset, anAddressChange, isAlive } from "../../support/recoveries";
import {
  aBrowser,
  anAccount,
  anAddress,
  aRegistration,
  ORIGIN,
  OTHER_PASSWORD,
  PASSWORD,
} from "../../support/registrations";

/** Who is signed in and so needs no password. */
const by = (userId: string) => ({ userId, password: null });
const byPassword = (password: string) => ({ userId: null, password });

async function addressOf(userId: string): Promise<string> {
  return (await db.user.findUniqueOrThrow({ where: { id: userId } })).address;
}

async function signIn(address: string, password: string) {
  const browserKeyHash = aBrowser();
  const who = { address, originalAddress: address, password, browserKeyHash, origin: ORIGIN };
  return (await authenticate(who)).outcome;
}

describe("a change of address", () => {
  test("is pending until the new address is proved, and the old one is told meanwhile", async () => {
    const { userId, address } = await anAccount();
    const { token, to, deliveryId, noticeId } = await anAddressChange(userId);
    await sendEmailDelivery(deliveryId);
    await sendEmailDelivery(noticeId);
    expect(linkIn(await waitForMail(to), "/confirm-address/")).toContain(token);
    expect((await waitForMail(to)).text).not.toContain(address);
    const notice = await waitForMail(address, { subject: "asked to change your" });
    expect(notice.text).not.toContain(to);
    expect(await addressOf(userId)).toBe(address);
    expect(await confirmEmailChange(token, by(userId), ORIGIN)).toEqual({ outcome: "changed" });
    expect(await addressOf(userId)).toBe(to);
    expect(await signIn(to, PASSWORD)).toBe("authenticated");
    expect(await signIn(address, PASSWORD)).toBe("refused");
  });

  test("needs the account too: a stranger whose address was typed cannot be made to help by a click", async () => {
    const { userId, address } = await anAccount();
    const stranger = await anAccount();
    const { token } = await anAddressChange(userId);
    for (const proof of [by(stranger.userId), byPassword("a wrong password"), byPassword("")])
      expect(await confirmEmailChange(token, proof, ORIGIN)).toEqual({
        outcome: "wrong_password",
      });
    expect(await addressOf(userId)).toBe(address);
    expect(await confirmEmailChange(token, byPassword(PASSWORD), ORIGIN)).toEqual({
      outcome: "changed",
    });
  });

  test("works once, also when it is confirmed five times at the same moment", async () => {
    const { userId } = await anAccount();
    const { token } = await anAddressChange(userId);
    const results = await Promise.all(
      Array.from({ length: 5 }, () => confirmEmailChange(token, by(userId), ORIGIN)),
    );
    expect(results.filter(({ outcome }) => outcome === "changed")).toHaveLength(1);
  });

  test("to an address that somebody else has comes to nothing, and only its owner learns why", async () => {
    const { userId, address } = await anAccount();
    const other = await anAccount();
    const { token, deliveryId } = await anAddressChange(userId, { to: other.address });
    await sendEmailDelivery(deliveryId);
    const mail = await waitForMail(other.address, { subject: "You already have" });
    expect(mail.text).not.toContain(address);
    expect(mail.text).not.toContain("/confirm-address/");
    // Twice: it stays void, and never reads as done.
    for (let n = 0; n < 2; n += 1)
      expect(await confirmEmailChange(token, by(userId), ORIGIN)).toEqual({ outcome: "void" });
    expect([await addressOf(userId), await addressOf(other.userId)]).toEqual([
      address,
      other.address,
    ]);
  });

  test("to an address where a stranger's registration waits takes the address, and the stranger sees no difference", async () => {
    const { userId } = await anAccount();
    const stranger = await aRegistration();
    const before = await waitingState(stranger.browser);
    const { token } = await anAddressChange(userId, { to: stranger.address });
    expect(await confirmEmailChange(token, by(userId), ORIGIN)).toEqual({ outcome: "changed" });
    expect(await openConfirmationLink(stranger.token, stranger.browser, ORIGIN)).toEqual({
      outcome: "void",
    });
    expect(await addressOf(userId)).toBe(stranger.address);
    const afterwards = await waitingState(stranger.browser);
    expect({ ...afterwards, now: "" }).toEqual({ ...before, now: "" });
    expect(await signIn(stranger.address, stranger.password)).toBe("authenticated");
  });

  test("to an address that somebody has confirmed since is void, also when they move on", async () => {
    const { userId, address } = await anAccount();
    const { to, token } = await anAddressChange(userId);
    const owner = await anAccount({ address: to });
    const away = await anAddressChange(owner.userId);
    await confirmEmailChange(away.token, by(owner.userId), ORIGIN);
    expect(await confirmEmailChange(token, by(userId), ORIGIN)).toEqual({ outcome: "void" });
    expect(await addressOf(userId)).toBe(address);
  });

  test("of two accounts to one new address at the same moment: one moves and the other is void", async () => {
    for (let round = 0; round < 5; round += 1) {
      const to = anAddress("new");
      const people = [await anAccount(), await anAccount()];
      const changes = [
        await anAddressChange(people[0]!.userId, { to }),
        await anAddressChange(people[1]!.userId, { to }),
      ];
      const results = await Promise.all(
        changes.map(({ token, session }) => confirmEmailChange(token, by(session.userId), ORIGIN)),
      );
      expect(results.map(({ outcome }) => outcome).toSorted()).toEqual(["changed", "void"]);
    }
  });

  test.each([
    ["is locked by an operator", { lockedAt: new Date() }],
    ["is to be erased", { eraseAt: after(new Date(), DAY) }],
  ])("comes to nothing when the account %s, though the password is right", async (_what, data) => {
    const { userId, address } = await anAccount();
    const { token } = await anAddressChange(userId);
    await db.user.update({ where: { id: userId }, data });
    expect(await confirmEmailChange(token, byPassword(PASSWORD), ORIGIN)).toEqual({
      outcome: "void",
    });
    expect(await addressOf(userId)).toBe(address);
  });

  test("takes the password of the account, and the one it has now", async () => {
    const { userId } = await anAccount();
    await expect(anAddressChange(userId, { password: OTHER_PASSWORD })).rejects.toThrow(
      "wrong_password",
    );
    expect(await db.addressChange.count({ where: { userId } })).toBe(0);
  });

  test("ends links to choose a password that went to the old address", async () => {
    const { userId, address } = await anAccount();
    const reset = await aPasswordReset(address);
    const { token } = await anAddressChange(userId);
    await confirmEmailChange(token, by(userId), ORIGIN);
    expect(await resetPassword(reset.token, OTHER_PASSWORD, ORIGIN)).toEqual({ outcome: "void" });
    await anAccount({ address });
    expect(await resetPassword(reset.token, OTHER_PASSWORD, ORIGIN)).toEqual({ outcome: "void" });
  });

  test("can be withdrawn, replaced by a newer one, and expires after a day", async () => {
    const { userId } = await anAccount();
    const [first, second] = [await anAddressChange(userId), await anAddressChange(userId)];
    expect(await confirmEmailChange(first.token, by(userId), ORIGIN)).toEqual({
      outcome: "void",
    });
    // By the page of the one that was replaced nothing is withdrawn.
    expect(await cancelEmailChange(second.session, first.id)).toEqual({ outcome: "not_pending" });
    expect(await cancelEmailChange(second.session, second.id)).toEqual({ outcome: "withdrawn" });
    expect(await confirmEmailChange(second.token, by(userId), ORIGIN)).toEqual({
      outcome: "void",
    });
    const third = await anAddressChange(userId);
    const late = after(new Date(), 25 * HOUR);
    expect(await confirmEmailChange(third.token, by(userId), ORIGIN, late)).toEqual({
      outcome: "expired",
    });
  });
});

describe("the undo link in the old mailbox", () => {
  test("cancels a change that has not happened", async () => {
    const { userId } = await anAccount();
    const { token, undoToken } = await anAddressChange(userId);
    expect(await undo(undoToken, ORIGIN)).toEqual({ outcome: "cancelled" });
    expect(await confirmEmailChange(token, by(userId), ORIGIN)).toEqual({ outcome: "void" });
    expect(await undo(undoToken, ORIGIN)).toEqual({ outcome: "used" });
  });

  test("restores the address up to a week later, ends every session and voids the thief's password", async () => {
    const { userId, address } = await anAccount();
    const { token, undoToken, session } = await anAddressChange(userId);
    await confirmEmailChange(token, by(userId), ORIGIN);
    const late = after(new Date(), 7 * DAY - HOUR);
    expect(await undo(undoToken, ORIGIN, late)).toEqual({ outcome: "restored" });
    expect(await addressOf(userId)).toBe(address);
    expect(await isAlive(session.sessionId)).toBe(false);
    expect(await signIn(address, PASSWORD)).toBe("refused");
    const reset = await aPasswordReset(address);
    expect(await resetPassword(reset.token, OTHER_PASSWORD, ORIGIN)).toEqual({ outcome: "reset" });
    expect(await signIn(address, OTHER_PASSWORD)).toBe("authenticated");
  });

  test("works after the thief moved the account on, and the thief's own undo link is void then", async () => {
    const { userId, address } = await anAccount();
    const first = await anAddressChange(userId);
    await confirmEmailChange(first.token, by(userId), ORIGIN);
    const on = await anAddressChange(userId);
    await confirmEmailChange(on.token, by(userId), ORIGIN);
    expect(await undo(first.undoToken, ORIGIN)).toEqual({ outcome: "restored" });
    expect(await addressOf(userId)).toBe(address);
    expect(await undo(on.undoToken, ORIGIN)).toEqual({ outcome: "void" });
  });

  test("changes nothing once somebody else has confirmed the old address", async () => {
    const { userId, address } = await anAccount();
    const { token, to, undoToken } = await anAddressChange(userId);
    await confirmEmailChange(token, by(userId), ORIGIN);
    const newcomer = await anAccount();
    const move = await anAddressChange(newcomer.userId, { to: address });
    await confirmEmailChange(move.token, by(newcomer.userId), ORIGIN);
    expect(await undo(undoToken, ORIGIN)).toEqual({ outcome: "taken" });
    expect([await addressOf(userId), await addressOf(newcomer.userId)]).toEqual([to, address]);
  });

  test("expires after a week", async () => {
    const { userId } = await anAccount();
    const { token, undoToken } = await anAddressChange(userId);
    await confirmEmailChange(token, by(userId), ORIGIN);
    expect(await undo(undoToken, ORIGIN, after(new Date(), 8 * DAY))).toEqual({
      outcome: "expired",
    });
  });
});

test("five changes of address a day are enough for anybody", async () => {
  const { userId } = await anAccount();
  for (let n = 1; n <= 5; n += 1) await anAddressChange(userId);
  await expect(anAddressChange(userId, { to: anAddress() })).rejects.toThrow("limited");
});

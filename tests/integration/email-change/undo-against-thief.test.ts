import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { confirmEmailChange } from "@/lib/email-change/confirm-email-change";
import { confirmWithCode } from "@/lib/registration/confirm-with-code";
import { confirmWithPassword, openConfirmationLink } from "@/lib/registration/confirm-with-link";
import { requestDeletion } from "@/lib/account/request-deletion";
import { resetPassword } from "@/lib/password-reset/reset-password";
import { inspectUndoLink, undo } from "@/lib/email-change/undo";
import { after, MINUTE } from "@/lib/clock";
import { db } from "@/lib/db";
import { endSessionsOf } from "@/lib/operator/actions/end-sessions";
import type { SignedIn } from "@/lib/credentials/check-password";
import { listFactors } from "@/lib/second-factor/factors";
import { countRecoveryCodes } from "@/lib/second-factor/recovery-codes";
import { linkToken } from "@/lib/verification/link-token";
import { aPasswordReset, aSession, anAddressChange } from "../../support/recoveries";
import {
  anAccount,
  aRegistration,
  ORIGIN,
  OTHER_PASSWORD,
  PASSWORD,
} from "../../support/registrations";
import { addApp, anAccountWithApp } from "../../support/second-factors";
import { pageOf } from "../../support/shown";

/** Moves an account to another address, by somebody who is signed in. Returns the undo link's token. */
async function moveAway(userId: string, session: SignedIn): Promise<string> {
  const change = await anAddressChange(userId, { session });
  await confirmEmailChange(change.token, { userId, password: null }, ORIGIN);
  return change.undoToken;
}

/** An account that a thief, who knows its password, has moved away from its owner. */
async function aStolenAccount() {
  const account = await anAccount();
  const undoToken = await moveAway(account.userId, await aSession(account.userId));
  return { ...account, undoToken };
}

const userOf = (userId: string) => db.user.findUniqueOrThrow({ where: { id: userId } });

describe("an owner who takes a stolen account back", () => {
  test("keeps it, also when the thief has asked for its deletion", async () => {
    const { userId, address, undoToken } = await aStolenAccount();
    const { outcome } = await requestDeletion(await aSession(userId), PASSWORD);
    expect(outcome).toBe("requested");
    expect(await undo(undoToken, ORIGIN)).toEqual({ outcome: "restored" });
    expect(await userOf(userId)).toMatchObject({ address, eraseAt: null, passwordHash: null });
    const kept = await db.verification.findFirstOrThrow({
      where: { userId, purpose: "undo_deletion" },
    });
    expect((await inspectUndoLink(linkToken("undo-link", kept))).outcome).toBe("void");
  });

  test("is not kept out by a second factor that the thief added, nor loses one of their own", async () => {
    const { userId, undoToken } = await aStolenAccount();
    await addApp(userId);
    await undo(undoToken, ORIGIN);
    expect(await listFactors(userId)).toEqual([]);
    expect(await countRecoveryCodes(userId)).toBe(0);

    const own = await anAccountWithApp();
    const moved = await moveAway(own.userId, own.session);
    await undo(moved, ORIGIN);
    expect(await listFactors(own.userId)).toMatchObject([{ id: own.id }]);
    expect(await countRecoveryCodes(own.userId)).toBe(10);
  });
});

describe("an owner who registers anew at the address that a thief moved the account from", () => {
  test("confirms nothing before they have seen that the account can come back", async () => {
    const { userId, address, undoToken } = await aStolenAccount();
    const anew = await aRegistration({ address, password: OTHER_PASSWORD });
    expect(await openConfirmationLink(anew.token, anew.browser, ORIGIN)).toEqual({
      outcome: "undo_first",
    });
    expect(await confirmWithCode(await pageOf(anew.browser), anew.code, ORIGIN)).toEqual({
      outcome: "undo_first",
    });
    expect(await db.user.findUniqueOrThrow({ where: { address } })).toMatchObject({
      confirmedAt: null,
    });
    expect(await undo(undoToken, ORIGIN)).toEqual({ outcome: "restored" });
    expect(await userOf(userId)).toMatchObject({ address });
  });

  test("may start a new account all the same, and the link that undoes is not void", async () => {
    const { address, undoToken } = await aStolenAccount();
    const anew = await aRegistration({ address, password: OTHER_PASSWORD });
    expect(await confirmWithPassword(anew.token, OTHER_PASSWORD, ORIGIN)).toMatchObject({
      outcome: "confirmed",
    });
    expect(await inspectUndoLink(undoToken)).toMatchObject({ outcome: "live" });
    expect(await undo(undoToken, ORIGIN)).toEqual({ outcome: "taken" });
  });

  test("is not told of a code that is wrong", async () => {
    const { address } = await aStolenAccount();
    const { browser, code } = await aRegistration({ address, password: OTHER_PASSWORD });
    const wrong = code === "000000" ? "000001" : "000000";
    expect(await confirmWithCode(await pageOf(browser), wrong, ORIGIN)).toMatchObject({
      outcome: "wrong_code",
    });
  });

  test.each<[string, { now?: Date; isUndone?: boolean }]>([
    ["when the week is over", { now: after(new Date(), 8 * 24 * 60 * MINUTE) }],
    ["when the change was undone and made again by themselves", { isUndone: true }],
  ])("confirms by one click as anybody does %s", async (_when, { now, isUndone }) => {
    const { address, undoToken, userId } = await aStolenAccount();
    if (isUndone) {
      await undo(undoToken, ORIGIN);
      // Away again, by somebody who is not looked at here.
      await db.user.update({ where: { id: userId }, data: { address: `away-${address}` } });
    }
    const anew = await aRegistration({ address, password: OTHER_PASSWORD, now });
    expect(await openConfirmationLink(anew.token, anew.browser, ORIGIN, now)).toMatchObject({
      outcome: "confirmed",
    });
  });
});

test("an operator who ends all sessions of an account that has none voids its links as well", async () => {
  const { userId, address } = await anAccount();
  const { token } = await aPasswordReset(address);
  const acting = { actionId: randomUUID(), operatorId: null, reason: "a test" };
  expect(await endSessionsOf(userId, acting)).toEqual({ outcome: "ended", sessions: 0 });
  expect(await resetPassword(token, OTHER_PASSWORD, ORIGIN)).toEqual({ outcome: "void" });
});

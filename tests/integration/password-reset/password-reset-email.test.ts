import { describe, expect, test } from "vitest";
import { confirmWithCode } from "@/lib/registration/confirm-with-code";
import { currentPasswordReset, resetEmailState } from "@/lib/password-reset/current-password-reset";
import { reportUnrequestedEmail } from "@/lib/account/report-unrequested-email";
import { exchangeResetCode } from "@/lib/password-reset/exchange-reset-code";
import { resetPassword } from "@/lib/password-reset/reset-password";
import { sendEmailDelivery } from "@/lib/email/send-email-delivery";
import { after, HOUR, MINUTE, SECOND } from "@/lib/clock";
import { db } from "@/lib/db";
import { deleteUser } from "@/lib/operator/actions/delete-user";
import { deliveryBinding } from "@/lib/verification/inspect-link";
import { linkToken } from "@/lib/verification/link-token";
import { CODE_ATTEMPTS } from "@/lib/verification/lifetimes";
import { anAddressThatIs, STATES, SUPPRESSED } from "../../support/enumeration-states";
import { anActing } from "../../support/operators";
import { codeIn, linkIn, waitForMail } from "../../support/inbox";
import { aPasswordReset } from "../../support/recoveries";
import {
  anAccount,
  anAddress,
  aRegistration,
  ORIGIN,
  OTHER_PASSWORD,
} from "../../support/registrations";
import { pageOf, requestOf } from "../../support/shown";

const STOP = { stopsEmails: true };

const verificationOf = (id: string) => db.verification.findUniqueOrThrow({ where: { id } });

/** What became of the email of a wish, and which email it was. */
async function answerTo(address: string, now = new Date()) {
  const { deliveryId } = await aPasswordReset(address, { now });
  const result = await sendEmailDelivery(deliveryId, now);
  const delivery = await db.delivery.findUniqueOrThrow({ where: { id: deliveryId } });
  const notMeToken = linkToken("not-me-link", deliveryBinding(delivery));
  return { ...result, template: delivery.template, notMeToken };
}

describe("the email that answers a forgotten password", () => {
  test.each(STATES)("renews the code of the wish when the address is %s", async (state) => {
    const { browser, verificationId, deliveryId } = await aPasswordReset(
      await anAddressThatIs(state),
    );
    const request = await requestOf(browser);
    for (let n = 0; n < CODE_ATTEMPTS; n += 1) await exchangeResetCode(request, "00000000", ORIGIN);
    await sendEmailDelivery(deliveryId);
    expect(await verificationOf(verificationId)).toMatchObject({ codeEpoch: 1, codeAttempts: 0 });
  });

  test.each(STATES.filter((state) => !SUPPRESSED.includes(state)))(
    "is shown as accepted, at the moment of the wish, when the address is %s",
    async (state) => {
      const now = new Date();
      const { browser, deliveryId } = await aPasswordReset(await anAddressThatIs(state), { now });
      await sendEmailDelivery(deliveryId, after(now, 5 * SECOND));
      const shown = await resetEmailState((await currentPasswordReset(browser))!);
      expect(shown).toMatchObject({ status: "sent", failure: null, at: now.toISOString() });
    },
  );

  test("renews it also when another link has chosen a new password meanwhile", async () => {
    const { address } = await anAccount();
    const [stale, used] = [await aPasswordReset(address), await aPasswordReset(address)];
    const request = await requestOf(stale.browser);
    for (let n = 0; n < CODE_ATTEMPTS; n += 1) await exchangeResetCode(request, "00000000", ORIGIN);
    await resetPassword(used.token, OTHER_PASSWORD, ORIGIN);
    expect(await sendEmailDelivery(stale.deliveryId)).toEqual({ outcome: "cancelled" });
    expect((await verificationOf(stale.verificationId)).codeAttempts).toBe(0);
  });

  test("carries the link and the code of a registration that waits, as they are", async () => {
    const { address, token, code, verificationId } = await aRegistration();
    const before = await verificationOf(verificationId);
    await answerTo(address);
    const mail = await waitForMail(address);
    expect(linkIn(mail, "/confirm/")).toContain(token);
    expect(codeIn(mail)).toBe(code);
    expect(await verificationOf(verificationId)).toEqual(before);
  });

  test.each([
    [
      "was tried too often",
      async (browser: string) => {
        const page = await pageOf(browser);
        for (let n = 0; n < CODE_ATTEMPTS; n += 1) await confirmWithCode(page, "000000", ORIGIN);
      },
      0,
    ],
    ["is too old", () => Promise.resolve(), 16 * MINUTE],
    ["is too old, with its link", () => Promise.resolve(), 25 * HOUR],
  ])(
    "says to register anew where the code %s, and touches nothing of that",
    async (_why, use, ms) => {
      const { address, browser, id } = await aRegistration();
      await use(browser);
      const where = { registrationId: id };
      const before = await db.verification.findMany({ where });
      expect(await answerTo(address, after(new Date(), ms))).toMatchObject({
        outcome: "sent",
        template: "no_account",
      });
      expect(await db.verification.findMany({ where })).toEqual(before);
    },
  );

  test("says that there is no account where an operator has deleted what was never confirmed", async () => {
    const { address, userId } = await aRegistration();
    await deleteUser(userId, anActing());
    expect(await answerTo(address)).toMatchObject({ outcome: "sent", template: "no_account" });
  });

  test("brings no confirmation to who stopped those, and what comes instead can be stopped too", async () => {
    const address = anAddress();
    await reportUnrequestedEmail((await aRegistration({ address })).notMeToken, ORIGIN, STOP);
    await aRegistration({ address });
    const instead = await answerTo(address);
    expect(instead).toMatchObject({ outcome: "sent", template: "no_account" });
    await reportUnrequestedEmail(instead.notMeToken, ORIGIN, STOP);
    await aRegistration({ address });
    expect(await answerTo(address)).toMatchObject({ outcome: "cancelled" });
  });

  test("goes out though word of no account is held back by then, where it was let through before", async () => {
    const [before, fresh] = [await aPasswordReset(anAddress()), await aPasswordReset(anAddress())];
    const tried = { status: "deferred" as const, claimedAt: new Date() };
    await db.delivery.update({ where: { id: before.deliveryId }, data: tried });
    await db.sender.updateMany({ data: { standing: "near_pause" } });
    expect(await sendEmailDelivery(before.deliveryId)).toEqual({ outcome: "sent" });
    expect(await sendEmailDelivery(fresh.deliveryId)).toEqual({ outcome: "cancelled" });
    await db.sender.updateMany({ data: { standing: "good" } });
  });
});

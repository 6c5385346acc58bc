import { describe, expect, test } from "vitest";
import { reportUnrequestedEmail } from "@/lib/account/report-unrequested-email";
import { confirmEmailChange } from "@/lib/email-change/confirm-email-change";
import { confirmWithCode } from "@/lib/registration/confirm-with-code";
import { openConfirmationLink } from "@/lib/registration/confirm-with-link";
import { resendConfirmation } from "@/lib/registration/resend-confirmation";
import { sendEmailDelivery } from "@/lib/email/send-email-delivery";
import { after, HOUR, MINUTE } from "@/lib/clock";
import { db } from "@/lib/db";
import { CODE_ATTEMPTS } from "@/lib/verification/lifetimes";
import { anAddressThatIs, STATES } from "../../support/enumeration-states";
import { codeIn, linkIn, mailsTo, waitForMail } from "../../support/inbox";
import { anAddressChange } from "../../support/recoveries";
import { anAccount, aRegistration, OTHER_PASSWORD, ORIGIN } from "../../support/registrations";
import { pageOf } from "../../support/shown";

const tokenIn = (link: string) => link.split("/").at(-1) ?? "";

/** The newest email that an address has waiting, sent now or at a later moment. */
async function sendNewest(address: string, now = new Date()) {
  const delivery = await db.delivery.findFirstOrThrow({
    where: { address },
    orderBy: { createdAt: "desc" },
  });
  return { deliveryId: delivery.id, result: await sendEmailDelivery(delivery.id, now) };
}

describe("the email that answers a registration", () => {
  test("brings a link that confirms", async () => {
    const { address, browser, deliveryId } = await aRegistration();
    expect(await sendEmailDelivery(deliveryId)).toEqual({ outcome: "sent" });
    const link = linkIn(await waitForMail(address), "/confirm/");
    expect(link).toMatch(/^http:\/\/localhost:3000\/confirm\//);
    expect(await openConfirmationLink(tokenIn(link), browser, ORIGIN)).toMatchObject({
      outcome: "confirmed",
    });
  });

  test("brings a code that confirms", async () => {
    const { address, browser, deliveryId } = await aRegistration();
    await sendEmailDelivery(deliveryId);
    expect(
      await confirmWithCode(await pageOf(browser), codeIn(await waitForMail(address)), ORIGIN),
    ).toMatchObject({
      outcome: "confirmed",
    });
  });

  test("brings a link by which the owner cancels", async () => {
    const { address, deliveryId } = await aRegistration();
    await sendEmailDelivery(deliveryId);
    const link = linkIn(await waitForMail(address), "/not-me/");
    expect(await reportUnrequestedEmail(tokenIn(link), ORIGIN)).toEqual({ outcome: "reported" });
  });

  test("carries the same in HTML and text, says it is from a machine, and is tagged", async () => {
    const { address, deliveryId } = await aRegistration();
    await sendEmailDelivery(deliveryId);
    const mail = await waitForMail(address);
    const code = codeIn(mail);
    expect(mail.html).toContain(linkIn(mail, "/confirm/"));
    expect(mail.html).toContain(`>${code}<`);
    expect(mail.headers["auto-submitted"]).toBe("auto-generated");
    expect(mail.tags).toEqual({ delivery: deliveryId });
    expect(mail.subject).not.toContain(code);
  });

  test("sent again carries the same link and code", async () => {
    const now = new Date();
    const { address, browser, deliveryId } = await aRegistration({ now });
    await sendEmailDelivery(deliveryId, now);
    await resendConfirmation(await pageOf(browser), ORIGIN, after(now, 2 * MINUTE));
    await sendNewest(address, after(now, 2 * MINUTE));
    const [first, second] = [
      (await mailsTo(address))[0]!,
      await waitForMail(address, { count: 2 }),
    ];
    expect(linkIn(second, "/confirm/")).toBe(linkIn(first, "/confirm/"));
    expect(codeIn(second)).toBe(codeIn(first));
  });

  test("sent again after a quarter of an hour carries the same link and a fresh code", async () => {
    const now = new Date();
    const later = after(now, 16 * MINUTE);
    const { address, browser, deliveryId } = await aRegistration({ now });
    await sendEmailDelivery(deliveryId, now);
    await resendConfirmation(await pageOf(browser), ORIGIN, later);
    await sendNewest(address, later);
    const [first, second] = [
      (await mailsTo(address))[0]!,
      await waitForMail(address, { count: 2 }),
    ];
    expect(linkIn(second, "/confirm/")).toBe(linkIn(first, "/confirm/"));
    expect(codeIn(second)).not.toBe(codeIn(first));
    expect(
      await confirmWithCode(await pageOf(browser), codeIn(first), ORIGIN, later),
    ).toMatchObject({
      outcome: "wrong_code",
    });
    expect(
      await confirmWithCode(await pageOf(browser), codeIn(second), ORIGIN, later),
    ).toMatchObject({
      outcome: "confirmed",
    });
  });

  test("sent again after five wrong codes carries a fresh one with five new tries", async () => {
    const now = new Date();
    const { address, browser, code, deliveryId } = await aRegistration({ now });
    await sendEmailDelivery(deliveryId, now);
    const wrong = code === "000000" ? "000001" : "000000";
    for (let n = 0; n < 5; n += 1) await confirmWithCode(await pageOf(browser), wrong, ORIGIN);
    await resendConfirmation(await pageOf(browser), ORIGIN, after(now, 2 * MINUTE));
    await sendNewest(address, after(now, 2 * MINUTE));
    const fresh = codeIn(await waitForMail(address, { count: 2 }));
    expect(await confirmWithCode(await pageOf(browser), code, ORIGIN)).toEqual({
      outcome: "wrong_code",
      attemptsLeft: 4,
    });
    expect(await confirmWithCode(await pageOf(browser), fresh, ORIGIN)).toMatchObject({
      outcome: "confirmed",
    });
  });

  test("is the notice “you have an account” where the address has one, and nothing in it opens anything", async () => {
    const account = await anAccount();
    const stranger = await aRegistration({ address: account.address, password: OTHER_PASSWORD });
    expect(await sendEmailDelivery(stranger.deliveryId)).toEqual({ outcome: "sent" });
    const mail = await waitForMail(account.address);
    expect(linkIn(mail, "/sign-in")).toBe("http://localhost:3000/sign-in");
    for (const part of [mail.html, mail.text, mail.raw]) {
      expect(part).not.toContain("/confirm/");
      expect(part).not.toContain(stranger.token);
      expect(part).not.toMatch(/\b\d{6}\b/);
    }
  });

  test("as that notice stays behind when the owner has moved away since it was asked for", async () => {
    const { userId, address } = await anAccount();
    const stranger = await aRegistration({ address, password: OTHER_PASSWORD });
    const { token, to } = await anAddressChange(userId);
    await confirmEmailChange(token, { userId, password: null }, ORIGIN);
    expect(await sendEmailDelivery(stranger.deliveryId)).toEqual({ outcome: "sent" });
    expect((await waitForMail(address)).text).toContain("/sign-in");
    expect(await mailsTo(to)).toEqual([]);
  });

  test.each(STATES)(
    "renews a code that was tried too often when the address is %s",
    async (state) => {
      const address = await anAddressThatIs(state);
      const { browser, verificationId, deliveryId } = await aRegistration({ address });
      const page = await pageOf(browser);
      for (let n = 0; n < CODE_ATTEMPTS; n += 1) await confirmWithCode(page, "000000", ORIGIN);
      await sendEmailDelivery(deliveryId);
      const where = { id: verificationId };
      const { codeEpoch, codeAttempts } = await db.verification.findUniqueOrThrow({ where });
      expect([codeEpoch, codeAttempts]).toEqual([1, 0]);
    },
  );

  test("is not sent when the owner has cancelled meanwhile", async () => {
    const { address, notMeToken, deliveryId } = await aRegistration();
    await reportUnrequestedEmail(notMeToken, ORIGIN);
    expect(await sendEmailDelivery(deliveryId)).toEqual({ outcome: "cancelled" });
    expect(await mailsTo(address)).toEqual([]);
  });

  test("is not sent when the address was confirmed meanwhile, or the link has expired", async () => {
    const now = new Date();
    const confirmed = await aRegistration({ now });
    await openConfirmationLink(confirmed.token, confirmed.browser, ORIGIN);
    const expired = await aRegistration({ now });
    for (const { deliveryId, address } of [confirmed, expired]) {
      expect(await sendEmailDelivery(deliveryId, after(now, 25 * HOUR))).toEqual({
        outcome: "cancelled",
      });
      expect(await mailsTo(address)).toEqual([]);
      expect(await db.delivery.findUnique({ where: { id: deliveryId } })).toMatchObject({
        status: "cancelled",
      });
    }
  });

  test("goes once, though the function runs twice", async () => {
    const { address, deliveryId } = await aRegistration();
    const results = await Promise.all([
      sendEmailDelivery(deliveryId),
      sendEmailDelivery(deliveryId),
    ]);
    expect(results.map((result) => result.outcome)).toContain("sent");
    await sendEmailDelivery(deliveryId);
    expect(await mailsTo(address)).toHaveLength(1);
  });

  test("of a registration that is gone is not found", async () => {
    expect(await sendEmailDelivery(crypto.randomUUID())).toEqual({ outcome: "not_found" });
  });
});

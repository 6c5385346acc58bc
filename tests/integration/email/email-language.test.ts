import { describe, expect, test } from "vitest";
import { rememberLocale } from "@/lib/account/remember-locale";
import { sendEmailDelivery } from "@/lib/email/send-email-delivery";
import { waitForMail } from "../../support/inbox";
import { anAddressChange, aPasswordReset } from "../../support/recoveries";
import { anAccount, anAddress, aRegistration } from "../../support/registrations";

/** Sends an email and tells in which language it came. */
async function languageOf(deliveryId: string, to: string, count = 1): Promise<string | undefined> {
  await sendEmailDelivery(deliveryId);
  const { html } = await waitForMail(to, { count });
  return /<html[^>]* lang="(\w+)"/.exec(html)?.[1];
}

describe("an email is in the language", () => {
  test("of who registered", async () => {
    const { address, deliveryId } = await aRegistration({ locale: "de" });
    expect(await languageOf(deliveryId, address)).toBe("de");
    const mail = await waitForMail(address);
    expect(mail.subject).toBe("Bestätigen Sie Ihre E-Mail-Adresse für Latchkey");
    expect(mail.text).toContain("Dieser Link läuft in 24 Stunden ab.");
    expect(mail.text).toContain("Firefox unter Linux");
  });

  test("that somebody chose between registering and the sending", async () => {
    const { address, browser, deliveryId } = await aRegistration({ locale: "de" });
    await rememberLocale("es", { userId: null, browserKeyHash: browser });
    expect(await languageOf(deliveryId, address)).toBe("es");
  });

  test("of the account's owner, whoever asks for a new password", async () => {
    const { address } = await anAccount({ locale: "fr" });
    const { deliveryId } = await aPasswordReset(address, { locale: "de" });
    expect(await languageOf(deliveryId, address)).toBe("fr");
  });

  test("of the account's owner, whoever registers with the address", async () => {
    const { address } = await anAccount({ locale: "es" });
    const { deliveryId } = await aRegistration({ address, locale: "de" });
    expect(await languageOf(deliveryId, address)).toBe("es");
  });

  test("of who asks, where the address has no account", async () => {
    const address = anAddress();
    const { deliveryId } = await aPasswordReset(address, { locale: "de" });
    expect(await languageOf(deliveryId, address)).toBe("de");
  });

  test("that the owner chose for the account, also at the old address", async () => {
    const { address, userId } = await anAccount({ locale: "de" });
    await rememberLocale("fr", { userId, browserKeyHash: null });
    const { to, noticeId, deliveryId } = await anAddressChange(userId);
    expect(await languageOf(noticeId, address)).toBe("fr");
    expect(await languageOf(deliveryId, to)).toBe("fr");
  });
});

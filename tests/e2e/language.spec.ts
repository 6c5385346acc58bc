import { expect, test } from "../support/fixtures";

test("a person registers in the language of their browser, and changes it without losing what they typed", async ({
  otherBrowser,
  inbox,
  person,
}) => {
  const [ann, page] = [person("ann"), await otherBrowser({ locale: "de-AT" })];
  const answer = await page.goto("/register");
  expect(answer?.headers()["content-language"]).toBe("de");
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Konto erstellen");
  const email = page.getByLabel("E-\u2060Mail-Adresse", { exact: true });
  await email.fill("ann");
  await page.getByLabel("Passwort", { exact: true }).focus();
  await expect(email).toHaveAccessibleDescription(/im Format name@example\.com/);
  await email.fill(ann.address);
  await page.getByLabel("Passwort", { exact: true }).fill("short");
  await page.getByRole("button", { name: "Konto erstellen" }).click();
  await expect(page.getByLabel("Passwort", { exact: true })).toHaveAccessibleDescription(
    /mindestens 10 Zeichen/,
  );

  await page.getByRole("button", { name: "Français" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Créez votre compte");
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
  await expect(page.getByLabel("Adresse e-\u2060mail", { exact: true })).toHaveValue(ann.address);
  await page.getByLabel("Mot de passe", { exact: true }).fill(ann.password);
  await page.getByRole("button", { name: "Créer un compte" }).click();
  await expect(page).toHaveURL("/check-your-email");
  const mail = await inbox.waitForMail(ann.address);
  expect(mail.subject).toBe("Confirmez votre adresse e-mail pour Latchkey");
  await page.goto("/");
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a person chooses a language in the footer", async ({ page }) => {
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Español" }).click();
    await expect(page).toHaveURL("/sign-in");
    await expect(page.locator("html")).toHaveAttribute("lang", "es");
    await expect(page.getByRole("button", { name: "Español" })).toHaveAttribute(
      "aria-current",
      "true",
    );
  });
});

import { expect, test } from "../support/fixtures";
import { turnOnScreenReader } from "../support/screen-reader";

test("a person who hears the pages registers, mends a mistake and learns that the email came", async ({
  page,
  person,
}) => {
  const ann = person("ann");
  await page.goto("/register");
  // It comes a moment after the page.
  await expect(page.getByRole("button", { name: "Show characters" })).toBeVisible();
  const reader = await turnOnScreenReader(page);

  await reader.readPage();
  await reader.expectHeard([
    "link, Skip to content",
    "banner",
    "main",
    "heading, Create your account, level 1",
    "textbox, Email, required",
    "Password, At least 10 characters",
    "button, Show characters, 1 control, not pressed",
    "button, Create account",
    "contentinfo",
    "form, Language",
    "button, English, en, current item",
  ]);

  await reader.forget();
  await page.getByRole("button", { name: "Create account" }).click();
  await reader.expectHeard([
    "polite: Creating account",
    "polite: Enter your email address",
    "polite: Choose a password",
    "textbox, Email, Enter your email address, invalid, required",
  ]);

  await reader.forget();
  await page.getByLabel("Email", { exact: true }).fill(ann.address);
  await page.getByLabel("Password", { exact: true }).fill(ann.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveURL("/check-your-email");
  await reader.expectHeard(["polite: Creating account", "polite: Delivered"]);
});

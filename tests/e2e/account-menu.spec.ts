import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures";
import { expectFitForEverybody } from "../support/looks";
import { expectSignedOut } from "../support/steps";
import { signUp } from "../support/without-pages";

const menuOf = (page: Page) => page.locator("summary", { hasText: "Account menu" });

test("who is signed in finds the account and the way out on every page", async ({
  page,
  person,
  database,
}) => {
  const ann = person("ann");
  await page.goto("/");
  await expect(menuOf(page)).toHaveCount(0);
  await signUp(page, ann);
  await page.goto("/");
  await expect(page.getByRole("link", { name: "Go to your account" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Create account" })).toHaveCount(0);
  await menuOf(page).click();
  await expect(page.getByRole("link", { name: "Operator console" })).toHaveCount(0);
  await expectFitForEverybody(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("link", { name: "Account settings" })).toBeHidden();
  await menuOf(page).press("Enter");
  await page.getByRole("link", { name: "Account settings" }).click();
  await expect(page).toHaveURL("/account");

  await database.query(`UPDATE "user" SET role = 'operator' WHERE address = $1`, [ann.address]);
  await page.goto("/account/activity");
  await menuOf(page).click();
  await page.getByRole("link", { name: "Operator console" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Overview");
});

test("the overview says how the account stands, and changes the language of pages and emails", async ({
  page,
  person,
  database,
}) => {
  const ann = person("ann");
  await signUp(page, ann);
  await page.goto("/account?welcome");
  await expect(page.locator(":focus")).toContainText("Welcome to Latchkey");
  await expect(page).toHaveURL("/account");
  const facts = page.getByRole("main").locator("dl");
  await expect(facts).toContainText(/Confirmed.*Last changed 1 minute ago.*1 device signed in/s);
  await page
    .getByRole("group", { name: "Language" })
    .getByRole("button", { name: "Deutsch" })
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Konto");
  const { rows } = await database.query(`SELECT locale FROM "user" WHERE address = $1`, [
    ann.address,
  ]);
  expect(rows).toEqual([{ locale: "de" }]);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the account menu opens and signs out", async ({ page, person }) => {
    await signUp(page, person("ann"));
    await page.goto("/");
    await menuOf(page).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page).toHaveURL("/");
    await expectSignedOut(page);
  });
});

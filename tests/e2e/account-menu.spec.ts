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
  await page.getByRole("link", { name: "Account settings" }).click();
  await expect(page).toHaveURL("/account");

  await database.query(`UPDATE "user" SET role = 'operator' WHERE address = $1`, [ann.address]);
  await page.goto("/account/activity");
  await menuOf(page).click();
  await page.getByRole("link", { name: "Operator console" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Overview");
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

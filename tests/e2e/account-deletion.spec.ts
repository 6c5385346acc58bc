import type { Page } from "@playwright/test";
import { rowsOf } from "../support/account-rows";
import { expect, test } from "../support/fixtures";
import { expectFitForEverybody } from "../support/looks";
import { expectSignedIn, expectSignedOut, fillInSignIn, signIn } from "../support/steps";
import { signUp } from "../support/without-pages";

async function askForDeletion(page: Page, password: string): Promise<void> {
  await page.goto("/account/delete");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Delete my account" }).click();
}

test("who deletes the account is signed out everywhere, cannot sign in, and keeps it by the link in the email", async ({
  page: laptop,
  inbox,
  person,
  otherBrowser,
}) => {
  const ann = person("ann");
  await signUp(laptop, ann);
  const phone = await otherBrowser();
  await signIn(phone, ann);
  await laptop.goto("/account");
  await laptop.getByRole("main").getByRole("link", { name: "Delete account" }).click();
  await expectFitForEverybody(laptop);
  await askForDeletion(laptop, ann.password);
  await expect(laptop).toHaveURL(/\/account-deleted\?request=/);
  await expect(laptop.getByText(/You’re signed out everywhere\. On \d+ \w+ \d{4}/)).toBeVisible();
  await expectFitForEverybody(laptop);
  const cookies = await laptop.context().cookies();
  expect(cookies.map(({ name }) => name)).not.toContain("latchkey.session");
  for (const browser of [laptop, phone]) await expectSignedOut(browser);
  await fillInSignIn(phone, ann);
  await expect(phone.getByText(/scheduled for deletion on .+ UTC/)).toBeVisible();
  await expectSignedOut(phone);

  const mail = await inbox.waitForMail(ann.address, { count: 2 });
  await laptop.goto(inbox.linkIn(mail, "/undo/"));
  await laptop.getByRole("button", { name: "Keep my account" }).click();
  await expect(laptop.getByRole("heading", { level: 1 })).toHaveText("Your account is safe");
  await expectSignedOut(laptop);
  for (const browser of [laptop, phone]) await signIn(browser, ann);
});

test("a wrong password deletes nothing", async ({ page, person, inbox, database }) => {
  const ann = person("ann");
  await signUp(page, ann);
  await askForDeletion(page, `${ann.password} not`);
  const password = page.getByLabel("Password", { exact: true });
  await expect(password).toHaveAccessibleDescription(/Wrong password/);
  await expect(password).toHaveValue("");
  await page.goto("/account");
  await expectSignedIn(page, ann);
  expect((await rowsOf(database, ann.address)).user).toMatchObject({ erase_at: null });
  expect(await inbox.mailsTo(ann.address)).toHaveLength(1);
});

test("who is signed in is not told that the account is being deleted", async ({ page, person }) => {
  const ann = person("ann");
  await signUp(page, ann);
  await page.goto("/account-deleted");
  await expectSignedIn(page, ann);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a person deletes the account after a slip, and keeps it after all", async ({
    page,
    person,
    inbox,
  }) => {
    const ann = person("ann");
    await signUp(page, ann);
    await askForDeletion(page, "not it");
    await expect(page.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(
      /Wrong password/,
    );
    await askForDeletion(page, ann.password);
    await expect(page).toHaveURL(/\/account-deleted\?request=/);
    await expectSignedOut(page);
    const mail = await inbox.waitForMail(ann.address, { count: 2 });
    await page.goto(inbox.linkIn(mail, "/undo/"));
    await page.getByRole("button", { name: "Keep my account" }).click();
    await signIn(page, ann);
  });
});

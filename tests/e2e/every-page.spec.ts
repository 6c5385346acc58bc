import { letLinksExpire } from "../support/account-rows";
import { expect, test } from "../support/fixtures";
import { expectFitForEverybody } from "../support/looks";
import { expectSignedIn, register } from "../support/steps";

test("the pages for everybody are fit for everybody", async ({ page }) => {
  for (const path of ["/", "/check-your-email", "/confirm", "/not-me"]) {
    await page.goto(path);
    await expectFitForEverybody(page);
  }
});

test("the forms are fit for everybody, with and without mistakes", async ({ page }) => {
  for (const [path, button] of [
    ["/register", "Create account"],
    ["/sign-in", "Sign in"],
  ] as const) {
    await page.goto(path);
    await expectFitForEverybody(page);
    await page.getByRole("button", { name: button, exact: true }).click();
    await expect(page.getByLabel("Email", { exact: true })).toHaveAttribute("aria-invalid", "true");
    await expectFitForEverybody(page);
  }
});

test("the pages that wait for a confirmation are fit for everybody", async ({
  page,
  inbox,
  person,
}) => {
  const ann = {
    ...person("somebody-with-quite-a-long-name-who-lives-far-away"),
    password: person().password,
  };
  await register(page, ann);
  const mail = await inbox.waitForMail(ann.address);
  await expect(page.getByText("Delivered", { exact: true })).toBeVisible();
  await expectFitForEverybody(page);
  await page.getByRole("button", { name: "Confirm", exact: true }).click();
  await expect(page.getByLabel("Confirmation code")).toHaveAttribute("aria-invalid", "true");
  await expectFitForEverybody(page);
  await page.goto(inbox.linkIn(mail, "/confirm/"));
  await expectSignedIn(page, ann);
  await expectFitForEverybody(page);
});

test("the pages that links lead to in another browser are fit for everybody", async ({
  page,
  inbox,
  person,
  database,
  otherBrowser,
}) => {
  const ann = person("ann");
  await register(page, ann);
  const mail = await inbox.waitForMail(ann.address);
  const phone = await otherBrowser();
  await phone.goto(inbox.linkIn(mail, "/not-me/"));
  await expectFitForEverybody(phone);
  await phone.goto(inbox.linkIn(mail, "/confirm/"));
  await expectFitForEverybody(phone);
  await phone.getByRole("link", { name: "Choose a new password" }).click();
  await expect(phone.getByLabel("New password")).toBeVisible();
  await expectFitForEverybody(phone);
  await letLinksExpire(database, ann.address);
  await phone.goto(inbox.linkIn(mail, "/confirm/"));
  await expect(phone.getByRole("button", { name: "Email me a new link" })).toBeVisible();
  await expectFitForEverybody(phone);
});

test.describe("an address that leads nowhere", () => {
  test.use({ toleratedConsoleErrors: [/404/] });

  test("is answered by a page that is fit for everybody and leads back", async ({ page }) => {
    const response = await page.goto("/no-such-page");
    expect(response?.status()).toBe(404);
    await expectFitForEverybody(page);
    await page.getByRole("link", { name: "Go to the home page" }).click();
    await expect(page).toHaveURL("/");
  });
});

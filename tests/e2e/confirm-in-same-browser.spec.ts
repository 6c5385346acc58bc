import { rowsOf } from "../support/account-rows";
import { expect, test } from "../support/fixtures";
import { expectSignedIn, expectSignedOut, register, signOut } from "../support/steps";
import { signInWithoutPages } from "../support/without-pages";

test("who registers sees the email go out without reloading, and one click on its link lets them in", async ({
  page,
  inbox,
  person,
}) => {
  const ann = person("ann");
  await register(page, ann);
  await page.evaluate(() => Reflect.set(window, "isFirstLoad", true));
  await expect(page.getByText("Delivered", { exact: true })).toBeVisible();
  expect(await page.evaluate(() => Reflect.get(window, "isFirstLoad") as unknown)).toBe(true);

  const mail = await inbox.waitForMail(ann.address, { subject: "Confirm your email" });
  await page.goto(inbox.linkIn(mail, "/confirm/"));
  await expect(page).toHaveURL(/\/account(\?welcome)?$/);
  await expect(page.getByText("Welcome to Latchkey")).toBeVisible();
  await expectSignedIn(page, ann);
});

test("a link that was used says kindly that the address is confirmed already", async ({
  page,
  inbox,
  person,
  otherBrowser,
}) => {
  const ann = person("ann");
  await register(page, ann);
  const link = inbox.linkIn(await inbox.waitForMail(ann.address), "/confirm/");
  await page.goto(link);
  await expectSignedIn(page, ann);

  await page.goto(link);
  await expect(page).toHaveURL("/confirm");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Already confirmed");
  await page.getByRole("link", { name: "Go to your account" }).click();
  await expectSignedIn(page, ann);

  const elsewhere = await otherBrowser();
  await elsewhere.goto(link);
  await expect(elsewhere.getByRole("heading", { level: 1 })).toHaveText("Already confirmed");
  await expectSignedOut(elsewhere);
});

test("signing out ends the session for good, also for a cookie that was copied before", async ({
  page,
  inbox,
  person,
  database,
  otherBrowser,
}) => {
  const ann = person("ann");
  await register(page, ann);
  await page.goto(inbox.linkIn(await inbox.waitForMail(ann.address), "/confirm/"));
  await expectSignedIn(page, ann);

  const thief = await otherBrowser();
  await thief.context().addCookies(await page.context().cookies());
  await thief.goto("/account");
  await expectSignedIn(thief, ann);

  await signOut(page);
  await expectSignedOut(page);
  await expectSignedOut(thief);
  const { sessions } = await rowsOf(database, ann.address);
  expect(sessions).toHaveLength(1);
  expect(sessions[0]?.ended_at).not.toBeNull();

  await signInWithoutPages(page, ann);
  await expectSignedOut(thief);
});

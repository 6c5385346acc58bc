import { letCooldownPass, letLinksExpire, rowsOf } from "../support/account-rows";
import { expect, test } from "../support/fixtures";
import {
  expectPasswordRefused,
  expectSentToWait,
  expectSignedIn,
  expectSignedOut,
  expectWaiting,
  fillInRegistration,
  register,
  signIn,
  signOut,
  typeCode,
} from "../support/steps";

test.use({ javaScriptEnabled: false });

test("without JavaScript a person registers after a mistake, confirms by the code, signs out and in", async ({
  page,
  inbox,
  person,
  otherBrowser,
}) => {
  const ann = person("ann");
  await fillInRegistration(page, { ...ann, password: "short" });
  await expect(page.getByLabel("Email", { exact: true })).toHaveValue(ann.address);
  const password = page.getByLabel("Password", { exact: true });
  await expect(password).toHaveAccessibleDescription(/Use 10 characters or more/);
  await expect(password).toHaveValue("");
  await password.fill(ann.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expectWaiting(page, ann);

  const code = inbox.codeIn(await inbox.waitForMail(ann.address));
  await expect(async () => {
    await page.getByRole("link", { name: "Refresh delivery status" }).click();
    await expect(page.getByText("Delivered", { exact: true })).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 10_000 });
  await typeCode(page, code === "000000" ? "000001" : "000000");
  await expect(page.getByLabel("Confirmation code")).toHaveAccessibleDescription(/4 attempts left/);
  await typeCode(page, `${code.slice(0, 3)} ${code.slice(3)}`);
  await expect(page).toHaveURL("/account?welcome");
  await expectSignedIn(page, ann);

  await signOut(page);
  await expectSignedOut(page);
  await expectPasswordRefused(page, { ...ann, password: `${ann.password} not` });
  await expect(page.getByLabel("Email", { exact: true })).toHaveValue(ann.address);
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
  await signIn(await otherBrowser({ javaScriptEnabled: false }), ann);
});

test("without JavaScript the link confirms in another browser, and the waiting page lets its person in when asked", async ({
  page: waiting,
  inbox,
  person,
  otherBrowser,
}) => {
  const ann = person("ann");
  await register(waiting, ann);
  const phone = await otherBrowser({ javaScriptEnabled: false });
  await phone.goto(inbox.linkIn(await inbox.waitForMail(ann.address), "/confirm/"));
  const password = phone.getByLabel("Password", { exact: true });
  await password.fill("not the password");
  await phone.getByRole("button", { name: "Confirm email" }).click();
  await expect(password).toHaveAccessibleDescription(/That’s not the password you signed up with/);
  await password.fill(ann.password);
  await phone.getByRole("button", { name: "Confirm email" }).click();
  await expectSignedIn(phone, ann);

  await waiting.getByRole("link", { name: "Refresh delivery status" }).click();
  await waiting.getByRole("button", { name: "Continue to your account" }).click();
  await expectSignedIn(waiting, ann);
});

test("without JavaScript a person chooses a new password in another browser", async ({
  page,
  inbox,
  person,
  otherBrowser,
}) => {
  const ann = person("ann");
  await register(page, ann);
  const phone = await otherBrowser({ javaScriptEnabled: false });
  await phone.goto(inbox.linkIn(await inbox.waitForMail(ann.address), "/confirm/"));
  await phone.getByRole("link", { name: "Choose a new password" }).click();
  const renewed = { ...ann, password: person().password };
  await phone.getByLabel("New password").fill("short");
  await phone.getByRole("button", { name: "Set password and confirm email" }).click();
  await expect(phone.getByLabel("New password")).toHaveAccessibleDescription(
    /Use 10 characters or more/,
  );
  await phone.getByLabel("New password").fill(renewed.password);
  await phone.getByRole("button", { name: "Set password and confirm email" }).click();
  await expectSignedIn(phone, ann);
  await expectSentToWait(page, ann);
  await signIn(page, renewed);
});

test("without JavaScript the server says how long to wait for another email, and then sends it", async ({
  page,
  inbox,
  person,
  database,
}) => {
  const ann = person("ann");
  await register(page, ann);
  await inbox.waitForMail(ann.address);
  await page.getByRole("button", { name: "Resend email" }).click({ force: true });
  await expect(page.getByText(/You can resend in (\d+ seconds|1 minute)\./)).toBeVisible();
  await letCooldownPass(database, ann.address);
  await page.getByRole("button", { name: "Resend email" }).click({ force: true });
  await inbox.waitForMail(ann.address, { count: 2 });
  await expectWaiting(page, ann);
  expect((await rowsOf(database, ann.address)).registrations).toHaveLength(1);
  expect(await inbox.mailsTo(ann.address)).toHaveLength(2);
});

test("without JavaScript a stranger's registration is cancelled, and an expired link brings a new email", async ({
  page,
  inbox,
  person,
  database,
  otherBrowser,
}) => {
  const ann = person("ann");
  await register(page, ann);
  const first = await inbox.waitForMail(ann.address);
  const phone = await otherBrowser({ javaScriptEnabled: false });
  await letLinksExpire(database, ann.address);
  await letCooldownPass(database, ann.address);
  await phone.goto(inbox.linkIn(first, "/confirm/"));
  await phone.getByRole("button", { name: "Email me a new link" }).click();
  await expect(phone.getByText("You asked for a new email")).toBeVisible();
  const second = await inbox.waitForMail(ann.address, { count: 2 });

  await phone.goto(inbox.linkIn(second, "/not-me/"));
  await phone.getByRole("button", { name: "This wasn’t me, cancel it" }).click();
  await expect(phone.getByText("Sign-up cancelled")).toBeVisible();
  await page.getByRole("link", { name: "Refresh delivery status" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This sign-up was cancelled");
});

test("without JavaScript no button that needs it is shown", async ({ page }) => {
  await page.goto("/register");
  await expect(page.getByRole("button", { name: "Create account" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Show characters" })).toBeHidden();
});

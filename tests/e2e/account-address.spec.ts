import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures";
import { letSessionsGoStale } from "../support/let-sessions-go-stale";
import { expectFitForEverybody } from "../support/looks";
import { expectSignedIn, signIn } from "../support/steps";
import { signUp } from "../support/without-pages";

async function askForChange(page: Page, address: string, password: string): Promise<void> {
  await page.goto("/account/address");
  await page.getByLabel("New email address").fill(address);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Change email" }).click();
}

async function enterPasswordAgain(page: Page, password: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Confirm it’s you");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Continue" }).click();
}

test("a change of address is asked for, shown while it waits, told to both mailboxes, and done by the link", async ({
  page,
  inbox,
  person,
  otherBrowser,
}) => {
  const [ann, moved] = [person("ann"), person("ann-moved")];
  await signUp(page, ann);
  await askForChange(page, moved.address, ann.password);
  await expect(page).toHaveURL(/\/account\/address(\?requested)?$/);
  await expect(page.getByText(`Open the link in our email to ${moved.address}`)).toBeVisible();
  await expectFitForEverybody(page);
  const mail = await inbox.waitForMail(moved.address);
  await inbox.waitForMail(ann.address, { subject: "asked to change your" });

  await page.goto("/account");
  await expectSignedIn(page, ann);
  await expect(page.getByRole("status").getByText(moved.address)).toBeVisible();
  await expectFitForEverybody(page);
  await page.goto(inbox.linkIn(mail, "/confirm-address/"));
  await page.getByRole("button", { name: "Use this email" }).click();
  await expect(page.getByText("Email changed")).toBeVisible();
  await signIn(await otherBrowser(), { ...ann, address: moved.address });
});

test("a change of address is withdrawn, and its link does nothing any more", async ({
  page,
  inbox,
  person,
}) => {
  const [ann, moved] = [person("ann"), person("ann-moved")];
  await signUp(page, ann);
  await askForChange(page, moved.address, ann.password);
  const mail = await inbox.waitForMail(moved.address);
  await page.getByRole("button", { name: "Cancel change" }).click();
  await expect(page.getByText("Change cancelled")).toBeVisible();
  await page.goto(inbox.linkIn(mail, "/confirm-address/"));
  await expect(page).toHaveURL("/confirm-address");
  await expect(page.getByRole("button", { name: "Use this email" })).toHaveCount(0);
  await page.goto("/account");
  await expectSignedIn(page, ann);
  await expect(page.getByText(moved.address)).toHaveCount(0);
});

test("an address that somebody else has is answered like any other, and stays theirs", async ({
  page,
  inbox,
  person,
  otherBrowser,
}) => {
  const [ann, ben, nobody] = [person("ann"), person("ben"), person("nob")];
  await signUp(page, ann);
  await signUp(await otherBrowser(), ben);
  const answers: string[] = [];
  for (const { address } of [ben, nobody]) {
    await askForChange(page, address, ann.password);
    await expect(page.getByText(`Open the link in our email to ${address}`)).toBeVisible();
    // The page follows the email by itself.
    await expect(page.getByText("Delivered", { exact: true })).toBeVisible({ timeout: 15_000 });
    const text = await page.getByRole("main").innerText();
    answers.push(text.replace(address, "…").replace(/\d\d:\d\d( UTC)?|\d minutes? ago/g, ""));
  }
  expect(answers[0]).toBe(answers[1]);
  const mail = await inbox.waitForMail(ben.address, { count: 2 });
  expect(mail.text).not.toContain("/confirm-address/");
});

test("the address one has already, and what is none, are told at the field", async ({
  page,
  inbox,
  person,
}) => {
  const ann = person("ann");
  await signUp(page, ann);
  const field = page.getByLabel("New email address");
  await askForChange(page, ann.address.replace("example.com", "EXAMPLE.com"), ann.password);
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toHaveAccessibleDescription(/That’s already your email/);
  await askForChange(page, "no address", ann.password);
  await expect(field).toHaveAccessibleDescription(/in the format name@example\.com/);
  await expectFitForEverybody(page);
  expect(await inbox.mailsTo(ann.address)).toHaveLength(1);
});

test("a change of address takes the password, though it was entered a moment ago", async ({
  page,
  person,
}) => {
  const [ann, moved] = [person("ann"), person("ann-moved")];
  await signUp(page, ann);
  await askForChange(page, moved.address, `${ann.password} not`);
  await expect(page.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(
    /Wrong password/,
  );
  await expect(page.getByLabel("New email address")).toHaveValue(moved.address);
  await expectFitForEverybody(page);
  await page.goto("/account");
  await expect(page.getByText(moved.address)).toHaveCount(0);
  await askForChange(page, moved.address, ann.password);
  await expect(page).toHaveURL(/\/account\/address(\?requested)?$/);
});

test("who opens the link long after asking reads that it worked without entering a password", async ({
  page,
  inbox,
  person,
  database,
}) => {
  const [ann, moved] = [person("ann"), person("ann-moved")];
  await signUp(page, ann);
  await askForChange(page, moved.address, ann.password);
  const mail = await inbox.waitForMail(moved.address);
  await letSessionsGoStale(database, ann.address);
  await page.goto(inbox.linkIn(mail, "/confirm-address/"));
  await page.getByRole("button", { name: "Use this email" }).click();
  await expect(page.getByText("Email changed")).toBeVisible();
});

test("entering the password again leads to a page of the account and nowhere else", async ({
  page,
  person,
  database,
}) => {
  const ann = person("ann");
  await signUp(page, ann);
  const elsewhere = [
    "https://evil.example/account",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "/account/data/download",
    "/account/address/../../sign-in",
  ];
  for (const next of elsewhere) {
    await page.goto(`/account/confirm-identity?next=${encodeURIComponent(next)}`);
    await expect(page, next).toHaveURL("/account");
  }
  await letSessionsGoStale(database, ann.address);
  await page.goto(`/account/confirm-identity?next=${encodeURIComponent("//evil.example")}`);
  const hidden = page.locator("input[name=next]");
  await expect(hidden).toHaveValue("/account");
  await hidden.evaluate((input: HTMLInputElement) => (input.value = "https://evil.example/"));
  await enterPasswordAgain(page, ann.password);
  await expect(page).toHaveURL("/account");
  await expectSignedIn(page, ann);
});

test.describe("somebody who goes on and on", () => {
  test.use({ toleratedConsoleErrors: [/429/] });

  test("changes the address five times a day and then reads why not more", async ({
    page,
    person,
  }) => {
    const ann = person("ann");
    await signUp(page, ann);
    for (let change = 1; change <= 5; change += 1) {
      const { address } = person("ann-moved");
      await askForChange(page, address, ann.password);
      await expect(page.getByText(`Open the link in our email to ${address}`)).toBeVisible();
    }
    const answer = page.waitForResponse((response) => response.request().method() === "POST");
    await askForChange(page, person("ann-moved").address, ann.password);
    await expect(page.getByText(/You’ve changed your email several times today/)).toBeVisible();
    expect((await answer).status()).toBe(429);
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a person asks for a change after two slips, and withdraws it", async ({
    page,
    inbox,
    person,
  }) => {
    const [ann, moved] = [person("ann"), person("ann-moved")];
    await signUp(page, ann);
    await askForChange(page, moved.address, "not it");
    await expect(page.getByText("Wrong password")).toBeVisible();
    await askForChange(page, "no address", ann.password);
    const field = page.getByLabel("New email address");
    await expect(field).toHaveAccessibleDescription(/in the format name@example\.com/);
    await askForChange(page, moved.address, ann.password);
    await inbox.waitForMail(moved.address);
    await page.getByRole("button", { name: "Cancel change" }).click();
    await expect(page.getByText("Change cancelled")).toBeVisible();
  });
});

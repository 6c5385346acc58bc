import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures";
import { expectFitForEverybody } from "../support/looks";
import {
  expectPasswordRefused,
  expectSignedIn,
  expectSignedOut,
  fillInSignIn,
  signIn,
} from "../support/steps";
import { signUp } from "../support/without-pages";

async function changePassword(page: Page, from: string, to: string): Promise<void> {
  await page.goto("/account/password");
  await page.getByLabel("Current password").fill(from);
  await page.getByLabel("New password").fill(to);
  await page.getByRole("button", { name: "Change password" }).click();
}

test("who changes the password stays signed in here, is signed out elsewhere, and gets an email about it", async ({
  page: laptop,
  inbox,
  person,
  otherBrowser,
}) => {
  const ann = person("ann");
  await signUp(laptop, ann);
  const phone = await otherBrowser();
  await signIn(phone, ann);
  const renewed = { ...ann, password: person().password };

  await laptop.goto("/account");
  await laptop.getByRole("navigation").getByRole("link", { name: "Password" }).click();
  await expectFitForEverybody(laptop);
  await changePassword(laptop, ann.password, renewed.password);
  await expect(laptop.getByRole("status").getByText("Password changed")).toBeVisible();
  await expect(laptop.getByRole("heading", { level: 1 })).toHaveText("Password");
  await inbox.waitForMail(ann.address, { subject: "password was changed" });

  await expectSignedOut(phone);
  await laptop.goto("/account");
  await expectSignedIn(laptop, ann);
  await expectPasswordRefused(phone, ann);
  await signIn(phone, renewed);
});

test("a wrong current password and a new one that is easily guessed are told at their fields and change nothing", async ({
  page,
  person,
  otherBrowser,
}) => {
  const ann = person("ann");
  await signUp(page, ann);
  const [current, renewed] = [page.getByLabel("Current password"), page.getByLabel("New password")];
  await changePassword(page, `${ann.password} not`, person().password);
  await expect(current).toHaveAccessibleDescription(/Wrong password/);
  await expect(current).toHaveValue("");
  await changePassword(page, ann.password, "short");
  await expect(renewed).toHaveAccessibleDescription(/Use 10 characters or more/);
  await changePassword(page, ann.password, ann.address);
  await expect(renewed).toHaveAccessibleDescription(/too easy to guess|common password/);
  // What was right, or can be mended, stays.
  await expect(current).toHaveValue(ann.password);
  await expect(renewed).toHaveValue(ann.address);
  await expectFitForEverybody(page);
  await signIn(await otherBrowser(), ann);
});

test.describe("at an open session", () => {
  test.use({ toleratedConsoleErrors: [/429/] });

  test("guessing the password comes to a pause, even for the right one, and says how long it is", async ({
    page,
    person,
  }) => {
    const ann = person("ann");
    await signUp(page, ann);
    for (let guess = 1; guess <= 10; guess += 1) {
      await changePassword(page, `guess ${guess}`, person().password);
      await expect(page.getByText("Wrong password")).toBeVisible();
    }
    const answer = page.waitForResponse((response) => response.request().method() === "POST");
    await changePassword(page, ann.password, person().password);
    await expect(
      page.getByText(/Too many password attempts.*Try again in \d+ minutes/),
    ).toBeVisible();
    expect((await answer).status()).toBe(429);
    expect(Number((await answer).headers()["retry-after"])).toBeGreaterThan(0);
  });

  test("who was signed out meanwhile is led to sign in and back, and nothing is changed", async ({
    page,
    person,
    context,
    otherBrowser,
  }) => {
    const ann = person("ann");
    await signUp(page, ann);
    await page.goto("/account/password");
    await page.getByLabel("Current password").fill(ann.password);
    await page.getByLabel("New password").fill(person().password);
    await context.clearCookies({ name: /session/ });
    await page.getByRole("button", { name: "Change password" }).click();
    await expect(page).toHaveURL("/sign-in?next=/account/password");
    await page.getByLabel("Email", { exact: true }).fill(ann.address);
    await page.getByLabel("Password", { exact: true }).fill(ann.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page).toHaveURL("/account/password");
    await signIn(await otherBrowser(), ann);
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a person changes the password after a mistake", async ({ page, person, otherBrowser }) => {
    const ann = person("ann");
    await signUp(page, ann);
    const renewed = { ...ann, password: person().password };
    await changePassword(page, "not it", renewed.password);
    await expect(page.getByLabel("Current password")).toHaveAccessibleDescription(/Wrong password/);
    await expect(page.getByLabel("New password")).toHaveValue("");
    await changePassword(page, ann.password, renewed.password);
    await expect(page.getByText("Password changed")).toBeVisible();
    const phone = await otherBrowser({ javaScriptEnabled: false });
    await fillInSignIn(phone, renewed);
    await expectSignedIn(phone, ann);
  });
});

import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures";
import { expectFitForEverybody } from "../support/looks";
import { expectPasswordRefused, expectSignedOut, signIn } from "../support/steps";
import { signUp } from "../support/without-pages";

async function openActivity(page: Page): Promise<void> {
  await page.goto("/account/activity");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Activity");
}

/** Waits, because a filter keeps the entries before it on the page until its own arrive. */
const expectEntries = (page: Page) =>
  expect.poll(async () => {
    const entries = await page.getByRole("main").locator("ol > li").allInnerTexts();
    return entries.map((text) => text.split("\n")[0]);
  });

test("a person sees what happened to the account, the newest first, with equal entries as one, and chooses what to see", async ({
  page,
  person,
  otherBrowser,
}) => {
  const ann = person("ann");
  await signUp(page, ann);
  const phone = await otherBrowser();
  await signIn(phone, ann);
  const stranger = await otherBrowser();
  for (let tried = 1; tried <= 2; tried += 1)
    await expectPasswordRefused(stranger, { ...ann, password: "not it at all" });

  await openActivity(page);
  await expectEntries(page).toEqual([
    "2 failed sign-ins",
    "Signed in",
    "Signed in",
    "Email confirmed",
    "You signed up",
  ]);
  // The network of whoever it was, and not their whole address.
  const newest = page.getByRole("main").locator("ol > li").first();
  await expect(newest).toContainText(/ on .+ · 10\.\d+\.\d+\.x/);
  await expect(newest.locator("time")).toHaveAttribute("title", /\d{4} at \d\d:\d\d UTC$/);
  await expectFitForEverybody(page);

  await page.getByRole("link", { name: "Account changes" }).click();
  await expectEntries(page).toEqual(["Email confirmed", "You signed up"]);
  await page.getByRole("link", { name: "Sign-ins" }).click();
  await expectEntries(page).toEqual(["2 failed sign-ins", "Signed in", "Signed in"]);
});

test("nobody sees what happened to somebody else", async ({ page, person, otherBrowser }) => {
  const [ann, ben] = [person("ann"), person("ben")];
  await signUp(page, ann);
  const bens = await otherBrowser();
  await signUp(bens, ben);
  await expectPasswordRefused(await otherBrowser(), { ...ben, password: "not it at all" });
  await openActivity(bens);
  await expectEntries(bens).toHaveLength(4);
  await openActivity(page);
  await expectEntries(page).toHaveLength(3);
});

test("a visitor sees no page of an account and is led back to it after signing in", async ({
  page,
  person,
  otherBrowser,
}) => {
  const ann = person("ann");
  await signUp(page, ann);
  const visitor = await otherBrowser();
  for (const name of ["address", "password", "sessions", "activity", "data", "delete"]) {
    await visitor.goto(`/account/${name}`);
    await expect(visitor).toHaveURL(`/sign-in?next=/account/${name}`);
  }
  await visitor.goto("/account/confirm-identity?next=/account/data");
  await expect(visitor).toHaveURL("/sign-in?next=/account/data");
  await expectSignedOut(visitor);
  await visitor.goto("/account/activity");
  await visitor.getByLabel("Email", { exact: true }).fill(ann.address);
  await visitor.getByLabel("Password", { exact: true }).fill(ann.password);
  await visitor.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(visitor).toHaveURL("/account/activity");
});

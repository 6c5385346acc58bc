import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures";
import { expectFitForEverybody } from "../support/looks";
import { expectPasswordRefused, expectSignedOut, signIn } from "../support/steps";
import { signUp } from "../support/without-pages";

const ANYBODY = "Anyone who knows your email can do this.";

/** What the page of recent activity says happened, from the top. */
async function activityOf(page: Page): Promise<string[]> {
  await page.goto("/account/activity");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Recent activity");
  return page.getByRole("main").getByRole("listitem").allInnerTexts();
}

test("a person sees what happened to the account, the newest first, and what anybody could have done", async ({
  page,
  person,
  otherBrowser,
}) => {
  const ann = person("ann");
  await signUp(page, ann);
  const phone = await otherBrowser();
  await signIn(phone, ann);
  await expectPasswordRefused(await otherBrowser(), { ...ann, password: "not it at all" });

  const activity = await activityOf(page);
  expect(activity.map((text) => text.split("\n")[0])).toEqual([
    "Failed sign-in",
    "Signed in",
    "Signed in",
    "Email confirmed",
    "Someone signed up with your email",
  ]);
  expect(activity.map((text) => text.includes(ANYBODY))).toEqual([true, false, false, false, true]);
  // The network of whoever it was, and not their whole address.
  for (const text of activity)
    expect(text).toMatch(
      /^From .+, network 10\.\d+\.\d+\.0\/24\n+\d+ \w+ \d{4} at \d\d:\d\d UTC$/m,
    );
  await expectFitForEverybody(page);
});

test("nobody sees what happened to somebody else", async ({ page, person, otherBrowser }) => {
  const [ann, ben] = [person("ann"), person("ben")];
  await signUp(page, ann);
  const bens = await otherBrowser();
  await signUp(bens, ben);
  await expectPasswordRefused(await otherBrowser(), { ...ben, password: "not it at all" });
  expect(await activityOf(bens)).toHaveLength(4);
  expect(await activityOf(page)).toHaveLength(3);
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
  await visitor.getByRole("button", { name: "Sign in" }).click();
  await expect(visitor).toHaveURL("/account/activity");
});

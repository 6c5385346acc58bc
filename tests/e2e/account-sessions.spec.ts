import type pg from "pg";
import { expect, test } from "../support/fixtures";
import { expectFitForEverybody } from "../support/looks";
import { expectSignedIn, expectSignedOut } from "../support/steps";
import { signInWithoutPages, signUp } from "../support/without-pages";

const PHONE = {
  userAgent:
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
};

async function sessionIdOf(database: pg.Client, address: string): Promise<string> {
  const { rows } = await database.query<{ id: string }>(
    `SELECT s.id FROM session s JOIN "user" u ON u.id = s.user_id WHERE u.address = $1`,
    [address],
  );
  expect(rows).toHaveLength(1);
  return rows[0]!.id;
}

test("a browser that is signed out from another one is out at its next click, and the others stay", async ({
  page: laptop,
  person,
  otherBrowser,
}) => {
  const ann = person("ann");
  await signUp(laptop, ann);
  const [phone, work] = [await otherBrowser(PHONE), await otherBrowser()];
  await signInWithoutPages(work, ann);
  await signInWithoutPages(phone, ann);

  for (const browser of [laptop, phone]) await browser.goto("/account");
  await laptop.getByRole("navigation").getByRole("link", { name: "Devices" }).click();
  const sessions = laptop.getByRole("main").getByRole("listitem");
  await expect(sessions).toHaveCount(3);
  await expect(sessions.first()).toContainText(
    /Chrome on .*This device · active now.*IP address 10\.\d+\.\d+\.x/s,
  );
  await expect(sessions.first().getByRole("button")).toHaveCount(0);
  await expectFitForEverybody(laptop);

  await laptop.getByRole("button", { name: /^Sign out device \d: Safari on iOS$/ }).click();
  await expect(laptop.getByText("Device signed out")).toBeVisible();
  await expect(laptop).toHaveURL("/account/sessions");
  await expect(sessions).toHaveCount(2);
  await phone.getByRole("navigation").getByRole("link", { name: "Your data" }).click();
  await expect(phone).toHaveURL("/sign-in?next=/account/data");
  for (const browser of [laptop, work]) {
    await browser.goto("/account");
    await expectSignedIn(browser, ann);
  }
});

test("two browsers of one kind have buttons of different names", async ({
  page,
  person,
  otherBrowser,
}) => {
  const ann = person("ann");
  await signUp(page, ann);
  for (const phone of [await otherBrowser(PHONE), await otherBrowser(PHONE)])
    await signInWithoutPages(phone, ann);
  await page.goto("/account/sessions");
  for (const name of ["Sign out device 2: Safari on iOS", "Sign out device 3: Safari on iOS"])
    await expect(page.getByRole("button", { name, exact: true })).toHaveCount(1);
});

test("signing out everywhere else leaves this browser alone", async ({
  page: laptop,
  person,
  otherBrowser,
}) => {
  const ann = person("ann");
  await signUp(laptop, ann);
  const others = [await otherBrowser(PHONE), await otherBrowser()];
  for (const other of others) await signInWithoutPages(other, ann);
  await laptop.goto("/account/sessions");
  await laptop.getByRole("button", { name: "Sign out all other devices" }).click();
  await expect(laptop.getByText("Signed out everywhere else")).toBeVisible();
  await expect(laptop.getByRole("main").getByRole("listitem")).toHaveCount(1);
  await expect(laptop.getByRole("main").getByRole("button", { name: /Sign out/ })).toHaveCount(0);
  for (const other of others) await expectSignedOut(other);
});

test("nobody ends a session of somebody else, whatever the form says", async ({
  page,
  person,
  database,
  otherBrowser,
}) => {
  const [ann, ben] = [person("ann"), person("ben")];
  await signUp(page, ann);
  const [annsPhone, bens] = [await otherBrowser(PHONE), await otherBrowser()];
  await signInWithoutPages(annsPhone, ann);
  await signUp(bens, ben);
  for (const forged of [await sessionIdOf(database, ben.address), "' OR true --", ""]) {
    await page.goto("/account/sessions");
    await page
      .locator("input[name=session]")
      .evaluate((input: HTMLInputElement, id) => (input.value = id), forged);
    const answer = page.waitForResponse((response) => response.request().method() === "POST");
    await page.getByRole("button", { name: /^Sign out device 2/ }).click();
    await answer;
  }
  for (const [browser, whose] of [
    [page, ann],
    [annsPhone, ann],
    [bens, ben],
  ] as const) {
    await browser.goto("/account");
    await expectSignedIn(browser, whose);
  }
});

test("who is signed out meanwhile ends nobody's session and is led to sign in", async ({
  page: laptop,
  person,
  otherBrowser,
}) => {
  const ann = person("ann");
  await signUp(laptop, ann);
  const thief = await otherBrowser(PHONE);
  await signInWithoutPages(thief, ann);
  await thief.goto("/account/sessions");
  await laptop.goto("/account/sessions");
  await laptop.getByRole("button", { name: "Sign out all other devices" }).click();
  await expect(laptop.getByText("Signed out everywhere else")).toBeVisible();
  await thief.getByRole("button", { name: "Sign out all other devices" }).click();
  await expect(thief).toHaveURL("/sign-in?next=/account/sessions");
  await laptop.goto("/account");
  await expectSignedIn(laptop, ann);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a person signs one browser out, and then all others", async ({
    page,
    person,
    otherBrowser,
  }) => {
    const ann = person("ann");
    await signUp(page, ann);
    const others = [await otherBrowser(PHONE), await otherBrowser(), await otherBrowser()];
    for (const other of others) await signInWithoutPages(other, ann);
    await page.goto("/account/sessions");
    await page.getByRole("button", { name: /Safari on iOS$/ }).click();
    await expect(page.getByText("Device signed out")).toBeVisible();
    await page.getByRole("button", { name: "Sign out all other devices" }).click();
    await expect(page.getByText("Signed out everywhere else")).toBeVisible();
    for (const other of others) await expectSignedOut(other);
  });
});

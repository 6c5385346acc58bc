import type { Page } from "@playwright/test";
import { rowsOf } from "../support/account-rows";
import { expect, test } from "../support/fixtures";
import { expectSignedIn, expectSignedOut, expectWaiting, fillInSignIn } from "../support/steps";
import { registerWithoutPages } from "../support/without-pages";

/** Tries a password with the form that is shown, and returns what the form answers. */
async function refusalOf(page: Page, password: string): Promise<string> {
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  // The field is emptied by the answer, and by nothing else.
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
  return page.getByRole("main").getByRole("alert").innerText();
}

test("who signs in before confirming is taken to the waiting page, without another email in the same browser", async ({
  page,
  inbox,
  person,
  database,
}) => {
  const ann = person("ann");
  await registerWithoutPages(page, ann);
  const mail = await inbox.waitForMail(ann.address);
  await fillInSignIn(page, ann);
  await expectWaiting(page, ann);
  await expect(page.getByText("Confirm your email to sign in.")).toBeVisible();
  await expectSignedOut(page);
  expect((await rowsOf(database, ann.address)).registrations).toHaveLength(1);

  await page.goto(inbox.linkIn(mail, "/confirm/"));
  await expectSignedIn(page, ann);
});

test("who signs in before confirming in another browser gets a waiting page and an email of its own there", async ({
  page,
  inbox,
  person,
  otherBrowser,
}) => {
  const ann = person("ann");
  await registerWithoutPages(page, ann);
  await inbox.waitForMail(ann.address);
  const phone = await otherBrowser();
  await fillInSignIn(phone, ann);
  await expectWaiting(phone, ann);
  await expectSignedOut(phone);
  const mail = await inbox.waitForMail(ann.address, { count: 2 });
  await phone.goto(inbox.linkIn(mail, "/confirm/"));
  await expectSignedIn(phone, ann);
});

test("a wrong password and an unknown address get the same answer, five times, and then the same pause", async ({
  page,
  inbox,
  person,
  otherBrowser,
}) => {
  const [known, waiting, unknown] = [person("known"), person("waiting"), person("unknown")];
  await registerWithoutPages(page, known);
  await page.goto(inbox.linkIn(await inbox.waitForMail(known.address), "/confirm/"));
  await expectSignedIn(page, known);
  await registerWithoutPages(await otherBrowser(), waiting);

  const browser = await otherBrowser();
  const answers: string[][] = [];
  for (const { address } of [known, waiting, unknown]) {
    await browser.goto("/sign-in");
    await browser.getByLabel("Email", { exact: true }).fill(address);
    const answersToOne: string[] = [];
    for (let failure = 1; failure <= 6; failure += 1) {
      answersToOne.push(await refusalOf(browser, "wrong horse"));
      await expect(browser.getByLabel("Email", { exact: true })).toHaveValue(address);
    }
    answers.push(answersToOne);
  }
  const refusal = "Wrong email or password. Try again, or reset your password.";
  const pause = "Too many failed attempts. Try again in 1 minute, or reset your password.";
  const expected = [...Array<string>(5).fill(refusal), pause];
  expect(answers).toEqual([expected, expected, expected]);

  await fillInSignIn(browser, known);
  await expect(browser.getByText(pause)).toBeVisible();
  await expectSignedOut(browser);
  // The pause is for signing in: who is signed in stays so.
  await page.goto("/account");
  await expectSignedIn(page, known);
});

test("who is signed in is taken from the forms to the account", async ({ page, inbox, person }) => {
  const ann = person("ann");
  await registerWithoutPages(page, ann);
  await page.goto(inbox.linkIn(await inbox.waitForMail(ann.address), "/confirm/"));
  for (const path of ["/sign-in", "/register"]) {
    await page.goto(path);
    await expectSignedIn(page, ann);
  }
});

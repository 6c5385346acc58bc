import { randomInt } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures";
import { expectFitForEverybody } from "../support/looks";
import { letCodeCooldownPass } from "../support/account-rows";
import { codeAt } from "../support/app-code";
import { setFault } from "../support/set-fault";
import {
  expectSignedIn,
  fillInSignIn,
  type Person,
  register,
  signOut,
  typeCode,
  typeIntoCodeField,
} from "../support/steps";

type Inbox = typeof import("../support/inbox");

const enterCode = (page: Page, code: string) =>
  typeIntoCodeField(page, { label: "Code", button: "Continue", digits: 6 }, code);

const enterFirstCode = (page: Page, code: string) =>
  typeIntoCodeField(page, { label: "Code from your app", button: "Turn on", digits: 6 }, code);

const readKey = async (page: Page) =>
  (await page.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent()) ?? "";

/** Turns two-step verification on with an authenticator app, as a person who types its key. */
async function addApp(page: Page): Promise<{ key: string; codes: string[] }> {
  await page.goto("/account/security");
  await page.getByRole("button", { name: "Set up an app" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Set up an authenticator app");
  const key = await readKey(page);
  await enterFirstCode(page, codeAt(key, Date.now()));
  await expect(page.getByRole("heading", { name: "Save your recovery codes" })).toBeVisible();
  const codes = await page.getByRole("main").getByRole("listitem").allTextContents();
  return { key, codes: codes.filter((code) => /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/.test(code)) };
}

/** A mobile number of nobody else in this run. */
const aNumber = () => `+491512${randomInt(10_000_000).toString().padStart(7, "0")}`;

/** Somebody whose address is confirmed, signed in in this browser. */
async function confirmed(
  page: Page,
  person: Person,
  inbox: Pick<Inbox, "waitForMail" | "codeIn">,
): Promise<Person> {
  await register(page, person);
  await typeCode(page, inbox.codeIn(await inbox.waitForMail(person.address)));
  await expectSignedIn(page, person);
  return person;
}

/** Half a minute on: the code before is used up. */
const NEXT = 30_000;

test("a person turns two-step verification on, signs in with it, and off again", async ({
  page,
  person,
  inbox,
}) => {
  const ann = await confirmed(page, person("ann"), inbox);
  const { key, codes } = await addApp(page);
  expect(codes).toHaveLength(10);
  await expectFitForEverybody(page);
  await page.getByRole("link", { name: "I’ve saved my codes" }).click();
  await expect(page.getByText("Two-step verification is on")).toBeVisible();
  await expectFitForEverybody(page);
  const notice = await inbox.waitForMail(ann.address, { subject: "Security notice" });
  expect(notice.text).toContain("An authenticator app was added");

  await signOut(page);
  await fillInSignIn(page, ann);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("One more step");
  await expectFitForEverybody(page);
  await page.goto("/account");
  await expect(page).toHaveURL("/sign-in");
  await page.goBack();
  await enterCode(page, "000000");
  await expect(page.getByText("Wrong code, or already used.")).toBeVisible();
  await enterCode(page, codeAt(key, Date.now() + NEXT));
  await expectSignedIn(page, ann);

  await page.goto("/account/security");
  await page.getByRole("link", { name: /^Remove.*Authenticator app/ }).click();
  await expect(page.getByText("This is your only second step.")).toBeVisible();
  await page.getByRole("button", { name: "Yes, remove" }).click();
  await expect(page.getByText("Two-step verification is off")).toBeVisible();
  await signOut(page);
  await fillInSignIn(page, ann);
  await expectSignedIn(page, ann);
});

test("a person who lost their phone gets in by a recovery code, and a trusted browser is not asked", async ({
  page,
  otherBrowser,
  person,
  inbox,
}) => {
  const ann = await confirmed(page, person("ann"), inbox);
  const { key, codes } = await addApp(page);
  const elsewhere = await otherBrowser();
  await fillInSignIn(elsewhere, ann);
  await elsewhere.getByRole("link", { name: "Use a recovery code" }).click();
  await elsewhere.getByLabel("Recovery code").fill("not a code");
  await elsewhere.getByRole("button", { name: "Continue" }).click();
  await expect(elsewhere.getByText("A recovery code has 16 letters and digits")).toBeVisible();
  await elsewhere.getByLabel("Recovery code").fill(codes[0]!.toLowerCase());
  await elsewhere.getByRole("button", { name: "Continue" }).click();
  await expectSignedIn(elsewhere, ann);
  await elsewhere.goto("/account/security");
  await expect(elsewhere.getByText("9 codes left")).toBeVisible();

  await signOut(page);
  await fillInSignIn(page, ann);
  await page.getByLabel("Don’t ask again in this browser for 30 days").check();
  await enterCode(page, codeAt(key, Date.now() + NEXT));
  await expectSignedIn(page, ann);
  await signOut(page);
  await fillInSignIn(page, ann);
  await expectSignedIn(page, ann);
  // What is sensitive asks for it all the same.
  await page.goto("/account/delete");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Confirm it’s you");
  await page.goto("/account/security");
  await page.getByRole("button", { name: "Ask in every browser again" }).click();
  await expect(page.getByText("No browser is trusted any more")).toBeVisible();
});

test("a person adds a phone by the second text to it, and signs in by a third", async ({
  page,
  person,
  inbox,
  database,
}) => {
  const ann = await confirmed(page, person("ann"), inbox);
  const number = aNumber();
  await page.goto("/account/security");
  await page.getByRole("link", { name: "Add a phone" }).click();
  await page.getByLabel("Mobile number").fill("+49 30 901820");
  await page.getByRole("button", { name: "Text me a code" }).click();
  await expect(page.getByText("This number can’t get text messages.")).toBeVisible();
  await page.getByLabel("Mobile number").fill(number);
  await page.getByRole("button", { name: "Text me a code" }).click();
  const field = { label: "Code from the text message", button: "Add phone", digits: 6 };
  await inbox.waitForMail(number);
  await expectFitForEverybody(page);
  await page.getByRole("button", { name: "Text me a new code" }).click();
  await expect(page.getByText(/You can send another code in/)).toBeVisible();
  await letCodeCooldownPass(database, number);
  await page.getByRole("button", { name: "Text me a new code" }).click();
  const second = await inbox.waitForMail(number, { count: 2 });
  await expect(page.getByText(/You can send another code in/)).toBeHidden();
  await typeIntoCodeField(page, field, inbox.codeIn(second));
  await expect(page.getByRole("heading", { name: "Save your recovery codes" })).toBeVisible();

  await signOut(page);
  await fillInSignIn(page, ann);
  await page.getByRole("button", { name: "Text me a code" }).click();
  await expect(page.getByText("Enter the code we’ve texted to")).toBeVisible();
  await expectFitForEverybody(page);
  const third = await inbox.waitForMail(number, { count: 3 });
  await enterCode(page, inbox.codeIn(third));
  await expectSignedIn(page, ann);
});

test("a person whose phone opted out of texts reads so while they wait for one", async ({
  page,
  person,
  inbox,
}) => {
  await confirmed(page, person("ann"), inbox);
  const number = aNumber();
  await setFault({ fault: "opted_out", to: number, times: 2 });
  await page.goto("/account/security/phone");
  await page.getByLabel("Mobile number").fill(number);
  await page.getByRole("button", { name: "Text me a code" }).click();
  await expect(page.getByText("This phone has opted out of our text messages.")).toBeVisible({
    timeout: 15_000,
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a person adds an app and takes the second step", async ({ page, person, inbox }) => {
    const ann = await confirmed(page, person("ann"), inbox);
    await page.goto("/account/security");
    await page.getByRole("button", { name: "Set up an app" }).click();
    const key = await readKey(page);
    await enterFirstCode(page, "000000");
    await expect(page.getByText("Wrong code. Enter the newest one.")).toBeVisible();
    await enterFirstCode(page, codeAt(key, Date.now()));
    await expect(page.getByRole("heading", { name: "Save your recovery codes" })).toBeVisible();
    await signOut(page);
    await fillInSignIn(page, ann);
    await enterCode(page, codeAt(key, Date.now() + NEXT));
    await expectSignedIn(page, ann);
  });
});

import type { Page } from "@playwright/test";
import type pg from "pg";
import { letCooldownPass } from "../support/account-rows";
import { expect, test } from "../support/fixtures";
import {
  expectSentToWait,
  expectSignedIn,
  expectSignedOut,
  expectStillWaiting,
  register,
  signOut,
  type Person,
  typeCode,
} from "../support/steps";
import { registerWithoutPages, signInWithoutPages } from "../support/without-pages";

/** What a page says, without what differs for everybody: the address and the time. */
async function whatItSays(page: Page, { address }: Person): Promise<string> {
  const text = await page.getByRole("main").innerText();
  return text
    .replaceAll(address, "<address>")
    .replace(/\d\d:\d\d UTC/g, "<time>")
    .replace(/resend in \d+:\d\d/, "resend in <wait>");
}

async function mailsUnderWay(database: pg.Client, { address }: Person): Promise<number | null> {
  const unfinished = "SELECT FROM delivery WHERE address = $1 AND status <> 'delivered'";
  return (await database.query(unfinished, [address])).rowCount;
}

/** Lives through all that a visitor can try without the email, and notes every answer. */
async function tryEverything(page: Page, person: Person, database: pg.Client): Promise<string[]> {
  const answers: string[] = [];
  await register(page, person);
  await expect(page.getByText("Delivered", { exact: true })).toBeVisible();
  answers.push(await whatItSays(page, person));
  const field = page.getByLabel("Confirmation code");
  for (const answer of [
    /4 at/,
    /3 at/,
    /2 at/,
    /1 attempt left/,
    /no attempts left/,
    /This code no/,
  ]) {
    await typeCode(page, "000000");
    await expect(field).toHaveAccessibleDescription(answer);
    answers.push(await whatItSays(page, person));
  }
  await letCooldownPass(database, person.address);
  await page.reload();
  await page.getByRole("button", { name: "Resend email" }).click();
  await expect(page.getByText("You can resend in")).toBeVisible();
  // The page may still speak of the first email.
  await expect.poll(() => mailsUnderWay(database, person)).toBe(0);
  await page.reload();
  await expect(page.getByText("Delivered", { exact: true })).toBeVisible();
  answers.push(await whatItSays(page, person));
  await typeCode(page, "000000");
  await expect(field).toHaveAccessibleDescription(/That code isn’t right|This code no/);
  answers.push(await whatItSays(page, person));
  const cookies = await page.context().cookies();
  answers.push(
    cookies.map((cookie) => `${cookie.name}, ${cookie.value.length} characters`).join("\n"),
  );
  return answers;
}

test("who registers an address that has an account sees exactly what a new one would see", async ({
  page,
  inbox,
  person,
  database,
  otherBrowser,
}) => {
  const owner = person("owner");
  await registerWithoutPages(page, owner);
  await page.goto(inbox.linkIn(await inbox.waitForMail(owner.address), "/confirm/"));
  await expectSignedIn(page, owner);
  await letCooldownPass(database, owner.address);

  const [known, fresh] = await Promise.all([
    tryEverything(await otherBrowser(), { ...owner, password: person().password }, database),
    tryEverything(await otherBrowser(), person("owner"), database),
  ]);
  expect(known).toEqual(fresh);
});

test("the owner of an account is told by email alone that somebody registered their address", async ({
  page,
  inbox,
  person,
  otherBrowser,
}) => {
  const owner = person("owner");
  await registerWithoutPages(page, owner);
  const confirmation = await inbox.waitForMail(owner.address);
  await page.goto(inbox.linkIn(confirmation, "/confirm/"));
  await expectSignedIn(page, owner);

  const stranger = { address: owner.address, password: person().password };
  const strangersPage = await otherBrowser();
  await register(strangersPage, stranger);
  const notice = await inbox.waitForMail(owner.address, { subject: "You already have" });
  expect(new URL(inbox.linkIn(notice, "/sign-in")).pathname).toBe("/sign-in");
  for (const body of [notice.text, notice.html]) {
    expect(body).not.toContain("/confirm/");
    expect(body).not.toMatch(/\b\d{6}\b/);
  }

  await typeCode(strangersPage, inbox.codeIn(confirmation));
  await expect(strangersPage.getByLabel("Confirmation code")).toHaveAccessibleDescription(
    /That code isn’t right/,
  );
  await expectStillWaiting(strangersPage, stranger);
  await expectSentToWait(strangersPage, stranger);
  await signOut(page);
  await signInWithoutPages(page, owner);
});

test("the owner who registers again in the browser they once used keeps their password and is not signed in", async ({
  page,
  inbox,
  person,
}) => {
  const owner = person("owner");
  await registerWithoutPages(page, owner);
  await page.goto(inbox.linkIn(await inbox.waitForMail(owner.address), "/confirm/"));
  await expectSignedIn(page, owner);
  await signOut(page);

  const forgetful = { address: owner.address, password: person().password };
  await registerWithoutPages(page, forgetful);
  await inbox.waitForMail(owner.address, { subject: "You already have" });
  await expectSignedOut(page);
  await expectSentToWait(page, forgetful);
  await signInWithoutPages(page, owner);
});

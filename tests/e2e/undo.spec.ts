import type { Page } from "@playwright/test";
import { letLinksExpire } from "../support/account-rows";
import { expect, test } from "../support/fixtures";
import { linkIn, waitForMail } from "../support/inbox";
import { expectFitForEverybody } from "../support/looks";
import {
  askForAddressChange,
  askForPasswordMail,
  chooseNewPassword,
  expectTitle,
  SUBJECTS,
  useNewAddress,
} from "../support/recovery-steps";
import {
  expectPasswordRefused,
  expectSignedIn,
  expectSignedOut,
  type Person,
} from "../support/steps";
import { registerWithoutPages, signInWithoutPages, signUp } from "../support/without-pages";

const UNDO = { name: "Undo the change" };

/**
 * Moves the account of who is signed in, and returns the link to the old address that undoes it.
 */
async function move(page: Page, from: Person, to: Person): Promise<string> {
  await askForAddressChange(page, to.address, from.password);
  const proof = await waitForMail(to.address, { subject: SUBJECTS.proof });
  await useNewAddress(page, linkIn(proof, "/confirm-address/"));
  return linkIn(await waitForMail(from.address, { subject: SUBJECTS.addressChanged }), "/undo/");
}

test("a change of address that only waits is undone: the address stays, nobody is signed out", async ({
  page,
  inbox,
  person,
  otherBrowser,
}) => {
  const [ann, moved] = [person("ann"), person("moved")];
  await signUp(page, ann);
  await askForAddressChange(page, moved.address, ann.password);
  const notice = await inbox.waitForMail(ann.address, { subject: SUBJECTS.notice });
  const mailbox = await otherBrowser();
  await mailbox.goto(inbox.linkIn(notice, "/undo/"));
  await expect(mailbox).toHaveURL("/undo");
  await expectTitle(mailbox, "Undo your email change?");
  await expect(mailbox.getByRole("main")).toContainText("Nothing has changed yet");
  await expect(mailbox.getByRole("main")).not.toContainText(moved.address);
  await expectFitForEverybody(mailbox);
  await mailbox.getByRole("button", UNDO).click();
  await expectTitle(mailbox, "Change cancelled");
  await expectFitForEverybody(mailbox);

  const proof = await inbox.waitForMail(moved.address);
  await page.goto(inbox.linkIn(proof, "/confirm-address/"));
  await expectTitle(page, "This link no longer works");
  await page.goto("/account");
  await expectSignedIn(page, ann);
});

test("who lost the account to a thief takes it back by the email to the old address", async ({
  page: thief,
  inbox,
  person,
  otherBrowser,
}) => {
  const [ann, evil] = [person("ann"), person("evil")];
  await signUp(thief, ann);
  const link = await move(thief, ann, evil);
  const owner = await otherBrowser();
  await owner.goto(link);
  const main = owner.getByRole("main");
  await expect(main).toContainText(`your account was changed from ${ann.address}`);
  await expect(main).toContainText("signs everyone out");
  await expectFitForEverybody(owner);
  await thief.goto("/account");
  await expectSignedIn(thief, evil);

  await owner.getByRole("button", UNDO).click();
  await expectTitle(owner, "Your old email is back");
  const cookies = await owner.context().cookies();
  expect(cookies.map(({ name }) => name)).not.toContain("latchkey.link-undo");
  await expectSignedOut(thief);
  for (const { address } of [ann, evil])
    await expectPasswordRefused(await otherBrowser(), { ...ann, address });
  await owner.getByRole("link", { name: "Reset your password" }).click();
  await askForPasswordMail(owner, ann.address);
  const mail = await inbox.waitForMail(ann.address, { subject: SUBJECTS.reset });
  await owner.goto(inbox.linkIn(mail, "/reset-password/"));
  const renewed = { ...ann, password: person().password };
  await chooseNewPassword(owner, renewed);
  await signInWithoutPages(owner, renewed);
  await owner.goto(link);
  await expectTitle(owner, "This link has already been used");
});

test("a thief who moves the account twice cannot take it back once its owner has", async ({
  page: thief,
  person,
  otherBrowser,
}) => {
  const [ann, evil, worse] = [person("ann"), person("evil"), person("worse")];
  await signUp(thief, ann);
  const ownersLink = await move(thief, ann, evil);
  const thiefsLink = await move(thief, { ...evil, password: ann.password }, worse);
  const owner = await otherBrowser();
  await owner.goto(ownersLink);
  await owner.getByRole("button", UNDO).click();
  await expectTitle(owner, "Your old email is back");
  await thief.goto(thiefsLink);
  await expectTitle(thief, "There’s nothing left to undo");
  await expectFitForEverybody(thief);
});

test("looking at the link, as mail scanners do, undoes nothing", async ({
  page,
  request,
  person,
}) => {
  const [ann, moved] = [person("ann"), person("moved")];
  await signUp(page, ann);
  const link = await move(page, ann, moved);
  expect((await request.head(link, { maxRedirects: 0 })).status()).toBe(204);
  for (let look = 0; look < 2; look += 1) expect((await request.get(link)).status()).toBe(200);
  await page.goto("/account");
  await expectSignedIn(page, moved);
});

test("an old address that has an account of somebody else by now is not taken from them", async ({
  page,
  inbox,
  person,
  otherBrowser,
}) => {
  const [ann, moved] = [person("ann"), person("moved")];
  await signUp(page, ann);
  const mailbox = await otherBrowser();
  await mailbox.goto(await move(page, ann, moved));
  const next = { ...ann, password: person().password };
  const nextBrowser = await otherBrowser();
  await registerWithoutPages(nextBrowser, next);
  const mail = await inbox.waitForMail(ann.address, { count: 4 });
  await nextBrowser.goto(inbox.linkIn(mail, "/confirm/"));
  // While the old account could come back, whoever confirms is told so first.
  await expect(nextBrowser.getByText("An account was moved away from this address")).toBeVisible();
  await nextBrowser.getByLabel("Password", { exact: true }).fill(next.password);
  await nextBrowser.getByRole("button", { name: "Confirm email" }).click();
  await expectSignedIn(nextBrowser, next);

  await mailbox.getByRole("button", UNDO).click();
  await expectTitle(mailbox, "We couldn’t undo this");
  await expect(mailbox.getByText("was confirmed for another account")).toBeVisible();
  await expectFitForEverybody(mailbox);
  await page.goto("/account");
  await expectSignedIn(page, moved);
  await signInWithoutPages(mailbox, next);
});

test("after seven days there is nothing to undo any more", async ({ page, person, database }) => {
  const [ann, moved] = [person("ann"), person("moved")];
  await signUp(page, ann);
  const link = await move(page, ann, moved);
  await letLinksExpire(database, ann.address);
  await page.goto(link);
  await expectTitle(page, "This link has expired");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a person undoes a change, and another keeps the account after all", async ({
    page,
    inbox,
    person,
    otherBrowser,
  }) => {
    const [ann, moved, dan] = [person("ann"), person("moved"), person("dan")];
    await signUp(page, ann);
    await page.goto(await move(page, ann, moved));
    await page.getByRole("button", UNDO).click();
    await expectTitle(page, "Your old email is back");
    await expectSignedOut(page);

    const dans = await otherBrowser({ javaScriptEnabled: false });
    await signUp(dans, dan);
    await dans.goto("/account/delete");
    await dans.getByLabel("Password", { exact: true }).fill(dan.password);
    await dans.getByRole("button", { name: "Delete my account" }).click();
    const mail = await inbox.waitForMail(dan.address, { subject: SUBJECTS.deletion });
    await dans.goto(inbox.linkIn(mail, "/undo/"));
    await expectTitle(dans, "Keep your account?");
    await expect(dans.getByRole("main")).toContainText("will be permanently deleted on");
    await dans.getByRole("button", { name: "Keep my account" }).click();
    await expectTitle(dans, "Your account is safe");
    await signInWithoutPages(dans, dan);
  });
});

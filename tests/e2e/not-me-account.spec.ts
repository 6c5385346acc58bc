import { expect, test } from "../support/fixtures";
import { expectFitForEverybody } from "../support/looks";
import {
  askForAddressChange,
  askForPasswordMail,
  chooseNewPassword,
  expectTitle,
  resetCodeIn,
  SUBJECTS,
  typeResetCode,
  useNewAddress,
} from "../support/recovery-steps";
import { expectPasswordRefused, expectSignedIn, expectSignedOut } from "../support/steps";
import { signInWithoutPages, signUp } from "../support/without-pages";

const CANCEL = { name: "This wasn’t me, cancel it" };
const LOCK = { name: "This wasn’t me, lock my account" };

test("a reset that somebody else asked for is cancelled: its link, its page, not the password", async ({
  page,
  inbox,
  person,
  otherBrowser,
}) => {
  const ann = person("ann");
  await signUp(page, ann);
  const stranger = await otherBrowser();
  await askForPasswordMail(stranger, ann.address);
  const mail = await inbox.waitForMail(ann.address, { subject: SUBJECTS.reset });
  await page.goto(inbox.linkIn(mail, "/not-me/"));
  await page.getByRole("button", CANCEL).click();
  await expect(page.getByText("Request cancelled")).toBeVisible();

  // Whoever asked learns it by a look, and has no field left to type the code into.
  await stranger.getByRole("link", { name: "Refresh delivery status" }).click();
  await expectTitle(stranger, "This request was cancelled");
  await page.goto(inbox.linkIn(mail, "/reset-password/"));
  await expectTitle(page, "This link no longer works");
  await page.goto("/account");
  await expectSignedIn(page, ann);
  await signInWithoutPages(await otherBrowser(), ann);
});

test("a new password that a stranger chose is locked out by the email that tells of it", async ({
  page: owner,
  inbox,
  person,
  otherBrowser,
}) => {
  const ann = person("ann");
  await signUp(owner, ann);
  const thief = await otherBrowser();
  await askForPasswordMail(thief, ann.address);
  const resetMail = await inbox.waitForMail(ann.address, { subject: SUBJECTS.reset });
  await thief.goto(inbox.linkIn(resetMail, "/reset-password/"));
  const stolen = { ...ann, password: person().password };
  await chooseNewPassword(thief, stolen);
  await signInWithoutPages(thief, stolen);

  // The email that asked for it has nothing left to cancel, and does not claim to.
  await owner.goto(inbox.linkIn(resetMail, "/not-me/"));
  await expectTitle(owner, "The password was already changed");
  const notice = await inbox.waitForMail(ann.address, { subject: SUBJECTS.passwordChanged });
  await owner.goto(inbox.linkIn(notice, "/not-me/"));
  await expect(owner.getByRole("main")).toContainText("the password of your account was changed");
  await expect(owner.getByRole("main")).toContainText("sign everyone out");
  await expectFitForEverybody(owner);
  await owner.getByRole("button", LOCK).click();
  await expect(owner.getByText("Your account is locked")).toBeVisible();
  await expectFitForEverybody(owner);
  await expectSignedOut(thief);
  await expectPasswordRefused(thief, stolen);

  await owner.reload();
  await expect(owner.getByText("Your account is locked")).toBeVisible();
  await owner.getByRole("link", { name: "Reset your password" }).click();
  await expect(owner).toHaveURL("/forgot-password");
  await askForPasswordMail(owner, ann.address);
  const own = await inbox.waitForMail(ann.address, { subject: SUBJECTS.reset, count: 2 });
  await owner.goto(inbox.linkIn(own, "/reset-password/"));
  const renewed = { ...ann, password: person().password };
  await chooseNewPassword(owner, renewed);
  await signInWithoutPages(owner, renewed);
});

test("a password that was changed once more since is not locked by the older email", async ({
  page,
  inbox,
  person,
}) => {
  const ann = person("ann");
  await signUp(page, ann);
  const renewed = { ...ann };
  for (let change = 1; change <= 2; change += 1) {
    await askForPasswordMail(page, ann.address);
    const mail = await inbox.waitForMail(ann.address, { subject: SUBJECTS.reset, count: change });
    await typeResetCode(page, resetCodeIn(mail));
    renewed.password = person().password;
    await chooseNewPassword(page, renewed);
    await inbox.waitForMail(ann.address, { subject: SUBJECTS.passwordChanged, count: change });
  }
  const notices = (await inbox.mailsTo(ann.address)).filter(({ subject }) =>
    subject.includes(SUBJECTS.passwordChanged),
  );
  expect(notices).toHaveLength(2);
  const links = notices.map((notice) => inbox.linkIn(notice, "/not-me/"));
  await page.goto(links[0] ?? "");
  await expectTitle(page, "There’s nothing left to lock");
  await expectFitForEverybody(page);
  await signInWithoutPages(page, renewed);
});

test("who never wanted an account for this address cancels somebody's move to it", async ({
  page,
  inbox,
  person,
  otherBrowser,
}) => {
  const [ann, owner] = [person("ann"), person("owner")];
  await signUp(page, ann);
  await askForAddressChange(page, owner.address, ann.password);
  const mail = await inbox.waitForMail(owner.address, { subject: SUBJECTS.proof });
  const mailbox = await otherBrowser();
  await mailbox.goto(inbox.linkIn(mail, "/not-me/"));
  await expect(mailbox.getByRole("main")).toContainText("to use this address for their account");
  await expect(mailbox.getByRole("main")).not.toContainText(ann.address);
  await expectFitForEverybody(mailbox);
  await mailbox.getByRole("button", CANCEL).click();
  await expect(mailbox.getByText("Request cancelled")).toBeVisible();
  await page.goto(inbox.linkIn(mail, "/confirm-address/"));
  await expectTitle(page, "This link no longer works");

  const notice = await inbox.waitForMail(ann.address, { subject: SUBJECTS.notice });
  await page.goto(inbox.linkIn(notice, "/undo/"));
  await expectTitle(page, "Change cancelled");
  await page.goto("/account");
  await expectSignedIn(page, ann);
});

test("an address that was confirmed for an account is not taken from it by the email that asked", async ({
  page,
  inbox,
  person,
}) => {
  const [ann, moved] = [person("ann"), person("moved")];
  await signUp(page, ann);
  await askForAddressChange(page, moved.address, ann.password);
  const mail = await inbox.waitForMail(moved.address, { subject: SUBJECTS.proof });
  await useNewAddress(page, inbox.linkIn(mail, "/confirm-address/"));
  await page.goto(inbox.linkIn(mail, "/not-me/"));
  await expectTitle(page, "Already confirmed");
  await page.goto("/account");
  await expectSignedIn(page, moved);
});

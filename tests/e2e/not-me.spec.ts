import { rowsOf } from "../support/account-rows";
import { expect, test } from "../support/fixtures";
import { expectFitForEverybody } from "../support/looks";
import { askForPasswordMail, expectTitle, SUBJECTS } from "../support/recovery-steps";
import { expectSignedIn, register, typeCode } from "../support/steps";
import { registerWithoutPages, signInWithoutPages } from "../support/without-pages";

const CANCEL = "This wasn’t me, cancel it";

test("pressing “This wasn’t me” ends the registration: its link, its code and its waiting page", async ({
  page,
  inbox,
  person,
  database,
  otherBrowser,
}) => {
  const stranger = person("owner");
  await register(page, stranger);
  const mail = await inbox.waitForMail(stranger.address);
  // A second tab of that browser, which does not hear of the end because its scripts are off.
  const deafTab = await otherBrowser({ javaScriptEnabled: false });
  await deafTab.context().addCookies(await page.context().cookies());
  await deafTab.goto("/check-your-email");
  // Until then, the record of the email itself still changes the rows.
  await expect(page.getByText("Delivered", { exact: true })).toBeVisible();

  const owner = await otherBrowser();
  const before = await rowsOf(database, stranger.address);
  await owner.goto(inbox.linkIn(mail, "/not-me/"));
  await expect(owner).toHaveURL("/not-me");
  await expect(owner.getByRole("main")).toContainText(`We emailed ${stranger.address} on`);
  await expect(owner.getByRole("main")).toContainText("to create an account");
  await expectFitForEverybody(owner);
  expect(await rowsOf(database, stranger.address)).toEqual(before);

  await owner.getByRole("button", { name: CANCEL }).click();
  await expect(owner.getByText("Sign-up cancelled")).toBeVisible();
  await expectFitForEverybody(owner);
  await expectTitle(page, "This sign-up was cancelled");

  await typeCode(deafTab, inbox.codeIn(mail));
  await expectTitle(deafTab, "This sign-up was cancelled");
  await page.goto(inbox.linkIn(mail, "/confirm/"));
  await expectTitle(page, "This link is no longer valid");
  const { user, registrations } = await rowsOf(database, stranger.address);
  expect(user?.confirmed_at).toBeNull();
  expect(registrations[0]?.cancelled_at).not.toBeNull();
});

test("cancelling a stranger's registration leaves one's own alone", async ({
  page,
  inbox,
  person,
  otherBrowser,
}) => {
  const owner = person("owner");
  await registerWithoutPages(await otherBrowser(), { ...owner, password: person().password });
  const strangersMail = await inbox.waitForMail(owner.address);
  await registerWithoutPages(page, owner);
  const ownMail = await inbox.waitForMail(owner.address, { count: 2 });
  await page.goto(inbox.linkIn(strangersMail, "/not-me/"));
  await page.getByRole("button", { name: CANCEL }).click();
  await expect(page.getByText("Sign-up cancelled")).toBeVisible();
  // The other email's link offers to cancel the other registration.
  await page.goto(inbox.linkIn(ownMail, "/not-me/"));
  await expect(page.getByRole("button", { name: CANCEL })).toBeVisible();
  await page.goto(inbox.linkIn(ownMail, "/confirm/"));
  await expectSignedIn(page, owner);
});

test("a registration that was confirmed cannot be cancelled by its email any more", async ({
  page,
  inbox,
  person,
  otherBrowser,
}) => {
  const ann = person("ann");
  await registerWithoutPages(page, ann);
  const mail = await inbox.waitForMail(ann.address);
  const early = await otherBrowser();
  await early.goto(inbox.linkIn(mail, "/not-me/"));
  await expect(early.getByRole("button", { name: CANCEL })).toBeVisible();
  await page.goto(inbox.linkIn(mail, "/confirm/"));
  await expectSignedIn(page, ann);

  await early.getByRole("button", { name: CANCEL }).click();
  await expectTitle(early, "Already confirmed");
  await expectFitForEverybody(early);
  await signInWithoutPages(await otherBrowser(), ann);
});

test("emails of a kind that was stopped do not come, until they are allowed again", async ({
  page,
  inbox,
  person,
  database,
  otherBrowser,
}) => {
  const { address } = person("nob");
  await askForPasswordMail(page, address);
  const mail = await inbox.waitForMail(address, { subject: SUBJECTS.noAccount });
  const owner = await otherBrowser();
  await owner.goto(inbox.linkIn(mail, "/not-me/"));
  await expect(owner.getByRole("main")).toContainText("asked to reset the password");
  await owner.getByLabel("Also stop emails like this for 30 days").check();
  await owner.getByRole("button", { name: CANCEL }).click();
  await expect(owner.getByText("Request cancelled")).toBeVisible();
  await expect(owner.getByRole("main")).toContainText(/stopped emails like this .+ until .+ UTC/);
  await page.goto("/reset-password");
  await expectTitle(page, "This request was cancelled");

  await askForPasswordMail(page, address);
  await expect(async () => {
    const { rows } = await database.query<{ status: string }>(
      "SELECT status FROM delivery WHERE address = $1 ORDER BY created_at",
      [address],
    );
    expect(rows.map(({ status }) => status)).toEqual(["delivered", "cancelled"]);
  }).toPass({ timeout: 10_000 });

  // The same link, opened again, knows what was done.
  await owner.goto(inbox.linkIn(mail, "/not-me/"));
  await expect(owner.getByText("Request cancelled")).toBeVisible();
  await owner.getByRole("button", { name: "Turn these emails back on" }).click();
  await expect(owner.getByText("to this address are allowed")).toBeVisible();
  await expectFitForEverybody(owner);
  await askForPasswordMail(page, address);
  await inbox.waitForMail(address, { count: 2 });
  expect(await inbox.mailsTo(address)).toHaveLength(2);
  await owner.getByRole("button", { name: "Stop these emails for 30 days" }).click();
  await expect(owner.getByRole("main")).toContainText(/stopped emails like this .+ until/);
});

test("cancelling the confirmation that answered a forgotten password cancels the registration", async ({
  page,
  inbox,
  person,
  otherBrowser,
}) => {
  const stranger = person("owner");
  await register(page, stranger);
  await inbox.waitForMail(stranger.address);
  await askForPasswordMail(await otherBrowser(), stranger.address);
  const mail = await inbox.waitForMail(stranger.address, { count: 2 });
  const owner = await otherBrowser();
  await owner.goto(inbox.linkIn(mail, "/not-me/"));
  await owner.getByRole("button", { name: CANCEL }).click();
  await expect(owner.getByText("Sign-up cancelled")).toBeVisible();
  await expectTitle(page, "This sign-up was cancelled");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a person cancels, and allows such emails again", async ({ page, inbox, person }) => {
    const { address } = person("nob");
    await askForPasswordMail(page, address);
    await page.goto(inbox.linkIn(await inbox.waitForMail(address), "/not-me/"));
    await page.getByLabel("Also stop emails like this for 30 days").check();
    await page.getByRole("button", { name: CANCEL }).click();
    await expect(page.getByText("Request cancelled")).toBeVisible();
    await page.getByRole("button", { name: "Turn these emails back on" }).click();
    await expect(page.getByText("to this address are allowed")).toBeVisible();
  });
});

import { rowsOf } from "../support/account-rows";
import { expect, test } from "../support/fixtures";
import { expectSignedIn, register, signIn, typeCode } from "../support/steps";

const CANCEL = "This was not me: cancel";

test("pressing “This was not me” ends the registration: its link, its code and its waiting page", async ({
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

  const owner = await otherBrowser();
  const before = await rowsOf(database, stranger.address);
  await owner.goto(inbox.linkIn(mail, "/not-me/"));
  await expect(owner).toHaveURL("/not-me");
  await expect(owner.getByRole("main")).toContainText(`${stranger.address} was registered on`);
  expect(await rowsOf(database, stranger.address)).toEqual(before);

  await owner.getByRole("button", { name: CANCEL }).click();
  await expect(owner.getByText("The registration is cancelled")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "This registration was cancelled",
  );

  await typeCode(deafTab, inbox.codeIn(mail));
  await expect(deafTab.getByRole("heading", { level: 1 })).toHaveText(
    "This registration was cancelled",
  );
  await page.goto(inbox.linkIn(mail, "/confirm/"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link is no longer needed");
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
  await register(await otherBrowser(), { ...owner, password: person().password });
  const strangersMail = await inbox.waitForMail(owner.address);
  await register(page, owner);
  const ownMail = await inbox.waitForMail(owner.address, { count: 2 });
  await page.goto(inbox.linkIn(strangersMail, "/not-me/"));
  await page.getByRole("button", { name: CANCEL }).click();
  await expect(page.getByText("The registration is cancelled")).toBeVisible();
  await page.goto(inbox.linkIn(ownMail, "/confirm/"));
  await expectSignedIn(page, owner);
});

test("a registration that was confirmed cannot be cancelled by its mail any more", async ({
  page,
  inbox,
  person,
  otherBrowser,
}) => {
  const ann = person("ann");
  await register(page, ann);
  const mail = await inbox.waitForMail(ann.address);
  const early = await otherBrowser();
  await early.goto(inbox.linkIn(mail, "/not-me/"));
  await expect(early.getByRole("button", { name: CANCEL })).toBeVisible();
  await page.goto(inbox.linkIn(mail, "/confirm/"));
  await expectSignedIn(page, ann);

  await early.getByRole("button", { name: CANCEL }).click();
  await expect(early.getByRole("heading", { level: 1 })).toHaveText("Already confirmed");
  await signIn(await otherBrowser(), ann);
});

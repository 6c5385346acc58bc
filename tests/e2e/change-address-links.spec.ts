import { expect, test } from "../support/fixtures";
import { expectFitForEverybody } from "../support/looks";
import {
  askForAddressChange,
  expectTitle,
  SUBJECTS,
  useNewAddress,
} from "../support/recovery-steps";
import { expectPasswordRefused, expectSignedIn, register, signIn } from "../support/steps";
import { signUp } from "../support/without-pages";

const USE = { name: "Use this email" };

test("the link to the new address moves the account from another browser, with the account's password", async ({
  page,
  inbox,
  person,
  otherBrowser,
}) => {
  const [ann, moved] = [person("ann"), person("ann-moved")];
  await signUp(page, ann);
  await askForAddressChange(page, moved.address, ann.password);
  const mail = await inbox.waitForMail(moved.address, { subject: SUBJECTS.proof });
  const link = inbox.linkIn(mail, "/confirm-address/");
  const phone = await otherBrowser();
  await phone.goto(link);
  await expect(phone).toHaveURL("/confirm-address");
  await expectTitle(phone, "Use this email for your account?");
  const main = phone.getByRole("main");
  await expect(main.getByText(moved.address)).toBeVisible();
  await expect(main).not.toContainText(ann.address);
  await expectFitForEverybody(phone);
  const password = phone.getByLabel("Password", { exact: true });
  await password.fill(`${ann.password} not`);
  await phone.getByRole("button", USE).click();
  await expect(password).toHaveAccessibleDescription(/That’s not the password of that account/);
  await expectFitForEverybody(phone);
  await page.goto("/account");
  await expectSignedIn(page, ann);

  await password.fill(ann.password);
  await phone.getByRole("button", USE).click();
  await expect(phone).toHaveURL("/sign-in?address-changed");
  await expect(phone.getByText("Email changed")).toBeVisible();
  await expectPasswordRefused(phone, ann);
  await signIn(phone, { ...ann, address: moved.address });
  await inbox.waitForMail(ann.address, { subject: SUBJECTS.addressChanged });
  await phone.goto(link);
  await expectTitle(phone, "Already changed");
  await expectFitForEverybody(phone);
});

test("who is signed in to the account confirms the new address by a button and stays signed in", async ({
  page,
  inbox,
  person,
}) => {
  const [ann, moved] = [person("ann"), person("ann-moved")];
  await signUp(page, ann);
  await askForAddressChange(page, moved.address, ann.password);
  const mail = await inbox.waitForMail(moved.address, { subject: SUBJECTS.proof });
  await page.goto(inbox.linkIn(mail, "/confirm-address/"));
  await expect(page.getByLabel("Password", { exact: true })).toHaveCount(0);
  await expectFitForEverybody(page);
  await useNewAddress(page, inbox.linkIn(mail, "/confirm-address/"));
  await page.goto("/account");
  await expectSignedIn(page, moved);
});

test("who is signed in to another account, or not any more, is asked for the password of the one that moves", async ({
  page,
  inbox,
  person,
  otherBrowser,
}) => {
  const [ann, moved, ben] = [person("ann"), person("ann-moved"), person("ben")];
  await signUp(page, ann);
  await askForAddressChange(page, moved.address, ann.password);
  const mail = await inbox.waitForMail(moved.address, { subject: SUBJECTS.proof });
  const link = inbox.linkIn(mail, "/confirm-address/");
  const bens = await otherBrowser();
  await signUp(bens, ben);
  await bens.goto(link);
  const password = bens.getByLabel("Password", { exact: true });
  await password.fill(ben.password);
  await bens.getByRole("button", USE).click();
  await expect(password).toHaveAccessibleDescription(/That’s not the password of that account/);

  await page.goto(link);
  await page.context().clearCookies({ name: "latchkey.session" });
  await page.getByRole("button", USE).click();
  await expect(page.getByLabel("Password", { exact: true })).toBeVisible();
  await signIn(page, ann);
});

test("looking at the link, as mail scanners do, moves nothing, even in the browser that is signed in", async ({
  page,
  request,
  inbox,
  person,
}) => {
  const [ann, moved] = [person("ann"), person("ann-moved")];
  await signUp(page, ann);
  await askForAddressChange(page, moved.address, ann.password);
  const mail = await inbox.waitForMail(moved.address, { subject: SUBJECTS.proof });
  const link = inbox.linkIn(mail, "/confirm-address/");
  for (const browser of [request, page.request]) {
    const head = await browser.fetch(link, { method: "HEAD", maxRedirects: 0 });
    expect(head.status()).toBe(204);
    expect((await browser.get(link)).status()).toBe(200);
  }
  await page.goto(link, { waitUntil: "networkidle" });
  await page.goto("/account");
  await expectSignedIn(page, ann);
});

test("a newer wish voids the link of an older one", async ({ page, inbox, person }) => {
  const [ann, first, second] = [person("ann"), person("first"), person("second")];
  await signUp(page, ann);
  for (const { address } of [first, second]) await askForAddressChange(page, address, ann.password);
  const [old, fresh] = [
    await inbox.waitForMail(first.address),
    await inbox.waitForMail(second.address),
  ];
  await page.goto(inbox.linkIn(old, "/confirm-address/"));
  await expectTitle(page, "This link no longer works");
  await expectFitForEverybody(page);
  await useNewAddress(page, inbox.linkIn(fresh, "/confirm-address/"));
});

test("an address that somebody else has confirmed meanwhile stays theirs", async ({
  page,
  inbox,
  person,
  otherBrowser,
}) => {
  const [ann, ben] = [person("ann"), person("ben")];
  await signUp(page, ann);
  await askForAddressChange(page, ben.address, ann.password);
  const mail = await inbox.waitForMail(ben.address, { subject: SUBJECTS.proof });
  await page.goto(inbox.linkIn(mail, "/confirm-address/"));
  const bens = await otherBrowser();
  await register(bens, ben);
  const confirmation = await inbox.waitForMail(ben.address, { count: 2 });
  await bens.goto(inbox.linkIn(confirmation, "/confirm/"));
  await expectSignedIn(bens, ben);

  await page.getByRole("button", USE).click();
  await expectTitle(page, "This link no longer works");
  await page.goto("/account");
  await expectSignedIn(page, ann);
  await signIn(await otherBrowser(), ben);
});

test.describe("a stranger who guesses", () => {
  test.use({ toleratedConsoleErrors: [/429/] });

  test("enters ten passwords for one link and no more", async ({
    page,
    inbox,
    person,
    otherBrowser,
  }) => {
    const [ann, moved] = [person("ann"), person("ann-moved")];
    await signUp(page, ann);
    await askForAddressChange(page, moved.address, ann.password);
    const mail = await inbox.waitForMail(moved.address, { subject: SUBJECTS.proof });
    const stranger = await otherBrowser();
    await stranger.goto(inbox.linkIn(mail, "/confirm-address/"));
    const password = stranger.getByLabel("Password", { exact: true });
    for (let guess = 0; guess < 10; guess += 1) {
      const answer = stranger.waitForResponse((response) => response.request().method() === "POST");
      await password.fill(`guess number ${guess}`);
      await stranger.getByRole("button", USE).click();
      expect((await answer).status()).toBe(200);
      await expect(password).toHaveValue("");
    }
    await password.fill(ann.password);
    await stranger.getByRole("button", USE).click();
    await expect(stranger.getByText("Too many wrong passwords for this link")).toBeVisible();
    await page.goto("/account");
    await expectSignedIn(page, ann);
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a person moves the account by its password after a slip", async ({
    page,
    inbox,
    person,
    otherBrowser,
  }) => {
    const [ann, moved] = [person("ann"), person("ann-moved")];
    await signUp(page, ann);
    await askForAddressChange(page, moved.address, ann.password);
    const mail = await inbox.waitForMail(moved.address, { subject: SUBJECTS.proof });
    const phone = await otherBrowser({ javaScriptEnabled: false });
    await phone.goto(inbox.linkIn(mail, "/confirm-address/"));
    await phone.getByRole("button", USE).click();
    const password = phone.getByLabel("Password", { exact: true });
    await expect(password).toHaveAccessibleDescription(/Enter your password/);
    await password.fill(ann.password);
    await phone.getByRole("button", USE).click();
    await expect(phone).toHaveURL("/sign-in?address-changed");
    await signIn(phone, { ...ann, address: moved.address });
  });
});

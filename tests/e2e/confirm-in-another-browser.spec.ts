import { rowsOf } from "../support/account-rows";
import { expect, test } from "../support/fixtures";
import {
  expectSentToWait,
  expectSignedIn,
  expectSignedOut,
  expectStillWaiting,
  register,
} from "../support/steps";
import { registerWithoutPages, signInWithoutPages } from "../support/without-pages";

test("in another browser the link confirms with the registration's password only, and the waiting page signs itself in", async ({
  page: waiting,
  inbox,
  person,
  database,
  otherBrowser,
}) => {
  const ann = person("ann");
  await register(waiting, ann);
  const phone = await otherBrowser();
  await phone.goto(inbox.linkIn(await inbox.waitForMail(ann.address), "/confirm/"));
  await expect(phone).toHaveURL("/confirm");
  await expect(phone.getByRole("main")).toContainText(`${ann.address} was used to sign up`);

  const password = phone.getByLabel("Password", { exact: true });
  await password.fill(`${ann.password} not`);
  await phone.getByRole("button", { name: "Confirm email" }).click();
  await expect(password).toHaveAccessibleDescription(/That’s not the password you signed up with/);
  await expect(password).toBeFocused();
  await expect(password).toHaveValue("");
  expect((await rowsOf(database, ann.address)).user?.confirmed_at).toBeNull();
  await expectSignedOut(phone);

  await phone.goto("/confirm");
  await password.fill(ann.password);
  await phone.getByRole("button", { name: "Confirm email" }).click();
  await expect(phone).toHaveURL(/\/account(\?welcome)?$/);
  await expectSignedIn(phone, ann);

  await expect(waiting).toHaveURL(/\/account(\?welcome)?$/);
  await expectSignedIn(waiting, ann);
});

test("who chooses a new password in another browser keeps the registering browser and its password out", async ({
  page: registering,
  inbox,
  person,
  database,
  otherBrowser,
}) => {
  const stranger = person("ann");
  const owner = { address: stranger.address, password: person().password };
  await registerWithoutPages(registering, stranger);
  const own = await otherBrowser();
  await own.goto(inbox.linkIn(await inbox.waitForMail(owner.address), "/confirm/"));
  await own.getByRole("link", { name: "Choose a new password" }).click();

  const password = own.getByLabel("New password");
  await password.fill("password12");
  await own.getByRole("button", { name: "Set password and confirm email" }).click();
  await expect(password).toHaveAccessibleDescription(/too easy to guess|common password/);
  expect((await rowsOf(database, owner.address)).user?.confirmed_at).toBeNull();

  await password.fill(owner.password);
  await own.getByRole("button", { name: "Set password and confirm email" }).click();
  await expectSignedIn(own, owner);

  await expectStillWaiting(registering, stranger);
  await expectSentToWait(registering, stranger);
  const third = await otherBrowser();
  await expectSentToWait(third, stranger);
  await signInWithoutPages(third, owner);
});

test("signing out of a waiting page that signed itself in stays signed out", async ({
  page: waiting,
  inbox,
  person,
  otherBrowser,
}) => {
  const ann = person("ann");
  await register(waiting, ann);
  const phone = await otherBrowser();
  await phone.goto(inbox.linkIn(await inbox.waitForMail(ann.address), "/confirm/"));
  await phone.getByLabel("Password", { exact: true }).fill(ann.password);
  await phone.getByRole("button", { name: "Confirm email" }).click();
  await expectSignedIn(waiting, ann);

  await waiting.getByRole("button", { name: "Sign out" }).click();
  await expect(waiting).toHaveURL("/");
  await waiting.goto("/check-your-email");
  await expect(waiting.getByRole("heading", { level: 1 })).toHaveText("Your email is confirmed");
  await expectSignedOut(waiting);
});

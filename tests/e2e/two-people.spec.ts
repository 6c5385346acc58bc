import { rowsOf } from "../support/account-rows";
import { expect, test } from "../support/fixtures";
import {
  expectSentToWait,
  expectSignedIn,
  expectStillWaiting,
  register,
  typeCode,
} from "../support/steps";
import { registerWithoutPages, signInWithoutPages } from "../support/without-pages";

for (const winner of ["first", "second"] as const) {
  test(`of two people who registered one address, the link of the ${winner} confirms only their own password`, async ({
    page,
    inbox,
    person,
    database,
    otherBrowser,
  }) => {
    const ann = person("ann");
    const ben = { address: ann.address, password: person().password };
    const bensPage = await otherBrowser();
    await registerWithoutPages(page, ann);
    const annsLink = inbox.linkIn(await inbox.waitForMail(ann.address), "/confirm/");
    await registerWithoutPages(bensPage, ben);
    const bensLink = inbox.linkIn(await inbox.waitForMail(ben.address, { count: 2 }), "/confirm/");
    const first = { person: ann, page, link: annsLink };
    const second = { person: ben, page: bensPage, link: bensLink };
    const [won, lost] = winner === "first" ? [first, second] : [second, first];

    await won.page.goto(won.link);
    await expectSignedIn(won.page, won.person);

    await expectStillWaiting(lost.page, lost.person);
    await lost.page.goto(lost.link);
    await expect(lost.page.getByRole("heading", { level: 1 })).toHaveText(
      "This link is no longer valid",
    );
    await expectSentToWait(lost.page, lost.person);
    await signInWithoutPages(await otherBrowser(), won.person);
    const { registrations } = await rowsOf(database, ann.address);
    expect(registrations.map((registration) => registration.confirmed_at !== null)).toEqual(
      winner === "first" ? [true, false] : [false, true],
    );
  });
}

test("a stranger's link, opened by the owner in the browser of their own registration, confirms nothing", async ({
  page,
  inbox,
  person,
  database,
  otherBrowser,
}) => {
  const victim = person("victim");
  const attacker = { address: victim.address, password: person().password };
  const attackersPage = await otherBrowser();
  await registerWithoutPages(attackersPage, attacker);
  const attackersLink = inbox.linkIn(await inbox.waitForMail(victim.address), "/confirm/");
  await registerWithoutPages(page, victim);
  const ownLink = inbox.linkIn(await inbox.waitForMail(victim.address, { count: 2 }), "/confirm/");

  await page.goto(attackersLink);
  await expect(page).toHaveURL("/confirm");
  const password = page.getByLabel("Password", { exact: true });
  await password.fill(victim.password);
  await page.getByRole("button", { name: "Confirm email" }).click();
  await expect(password).toHaveAccessibleDescription(/That’s not the password you signed up with/);
  expect((await rowsOf(database, victim.address)).user?.confirmed_at).toBeNull();
  await expectStillWaiting(attackersPage, attacker);

  await page.goto(ownLink);
  await expectSignedIn(page, victim);
  await expectStillWaiting(attackersPage, attacker);
  await expectSentToWait(attackersPage, attacker);
});

test("the code of a stranger's email, typed on one's own waiting page, is a wrong code", async ({
  page,
  inbox,
  person,
  database,
  otherBrowser,
}) => {
  const ann = person("ann");
  await registerWithoutPages(await otherBrowser(), { ...ann, password: person().password });
  const strangersCode = inbox.codeIn(await inbox.waitForMail(ann.address));
  await register(page, ann);
  const ownCode = inbox.codeIn(await inbox.waitForMail(ann.address, { count: 2 }));
  test.skip(ownCode === strangersCode, "one chance in a million: the two codes are the same");

  await typeCode(page, strangersCode);
  await expect(page.getByLabel("Confirmation code")).toHaveAccessibleDescription(
    /That code isn’t right/,
  );
  expect((await rowsOf(database, ann.address)).user?.confirmed_at).toBeNull();
});

import { rowsOf } from "../support/account-rows";
import { expect, test } from "../support/fixtures";
import { expectSignedIn, signOut } from "../support/steps";
import { registerWithoutPages, signInWithoutPages } from "../support/without-pages";

test("of many clicks on a link at the same moment exactly one confirms, and the others see that it is done", async ({
  page,
  inbox,
  person,
  database,
}) => {
  const ann = person("ann");
  await registerWithoutPages(page, ann);
  const link = inbox.linkIn(await inbox.waitForMail(ann.address), "/confirm/");
  const clicks = Array.from({ length: 6 }, () => page.request.get(link, { maxRedirects: 0 }));
  const places = (await Promise.all(clicks)).map((click) => {
    const { pathname, search } = new URL(click.headers()["location"] ?? "");
    return `${click.status()} ${pathname}${search}`;
  });
  expect(places.toSorted()).toEqual([
    "303 /account?welcome",
    ...Array<string>(5).fill("303 /confirm"),
  ]);

  const { registrations, verifications, sessions, user } = await rowsOf(database, ann.address);
  expect(verifications.filter((verification) => verification.used_at)).toHaveLength(1);
  expect(registrations.filter((registration) => registration.confirmed_at)).toHaveLength(1);
  expect(user?.password_hash).toBe(registrations[0]?.password_hash);
  expect(sessions).toHaveLength(1);

  await page.goto("/account");
  await expectSignedIn(page, ann);
  await signOut(page);
  await signInWithoutPages(page, ann);
});

test("a link that is opened in two tabs at once ends well in both", async ({
  page,
  context,
  inbox,
  person,
}) => {
  const ann = person("ann");
  await registerWithoutPages(page, ann);
  const link = inbox.linkIn(await inbox.waitForMail(ann.address), "/confirm/");
  const second = await context.newPage();
  await Promise.all([page.goto(link), second.goto(link)]);
  for (const tab of [page, second]) {
    await expect(tab.getByRole("heading", { level: 1 })).toHaveText(
      /^(Already confirmed|Account)$/,
    );
    await tab.goto("/account");
    await expectSignedIn(tab, ann);
  }
});

import type { Page } from "@playwright/test";
import { letCooldownPass, letLinksExpire } from "../support/account-rows";
import { expect, test } from "../support/fixtures";
import { expectSignedIn, register } from "../support/steps";
import { registerWithoutPages } from "../support/without-pages";

/**
 * Opens a link and looks at where it leads: to a page with this title and this next step,
 * without the token in the address bar, the history of caches or a Referer.
 */
async function expectDeadLink(
  page: Page,
  link: string,
  expected: { title: string; step: { role: "link" | "button"; name: string } },
): Promise<void> {
  const landed = await page.goto(link);
  const { pathname } = new URL(link);
  await expect(page).toHaveURL(pathname.startsWith("/not-me/") ? "/not-me" : "/confirm");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(expected.title);
  const main = page.getByRole("main");
  await expect(main.getByRole(expected.step.role, { name: expected.step.name })).toBeVisible();
  const redirect = await landed?.request().redirectedFrom()?.response();
  expect(redirect?.headers()["referrer-policy"]).toBe("no-referrer");
  expect(landed?.headers()["referrer-policy"]).toBe("same-origin");
  for (const response of [redirect, landed]) {
    expect(response?.headers()["cache-control"]).toContain("no-store");
  }
}

/** Changes one character in the middle of the part that proves the token. */
function bend(link: string): string {
  const at = link.length - 20;
  return link.slice(0, at) + (link[at] === "a" ? "b" : "a") + link.slice(at + 1);
}

const toStart = { role: "link", name: "Go to the home page" } as const;
const toRegister = { role: "link", name: "Sign up again" } as const;
const toSignIn = { role: "link", name: "Sign in" } as const;

test("an expired link offers a new email, whose link works", async ({
  page,
  inbox,
  person,
  database,
  otherBrowser,
}) => {
  const ann = person("ann");
  await registerWithoutPages(page, ann);
  const link = inbox.linkIn(await inbox.waitForMail(ann.address), "/confirm/");
  await letLinksExpire(database, ann.address);
  const expired = {
    title: "This link has expired",
    step: { role: "button", name: "Email me a new link" },
  } as const;
  const phone = await otherBrowser();
  await expectDeadLink(phone, link, expired);
  await phone.getByRole("button", { name: "Email me a new link" }).click();
  await expect(phone.getByRole("heading", { name: "There’s no new email yet" })).toBeVisible();

  await letCooldownPass(database, ann.address);
  await expectDeadLink(phone, link, expired);
  await phone.getByRole("button", { name: "Email me a new link" }).click();
  await expect(phone.getByRole("heading", { name: "You asked for a new email" })).toBeVisible();
  const fresh = inbox.linkIn(await inbox.waitForMail(ann.address, { count: 2 }), "/confirm/");
  expect(fresh).not.toBe(link);
  expect(await inbox.mailsTo(ann.address)).toHaveLength(2);
  await page.goto(fresh);
  await expectSignedIn(page, ann);
});

test("an expired registration says so on its waiting page too", async ({
  page,
  inbox,
  person,
  database,
}) => {
  const ann = person("ann");
  await register(page, ann);
  await inbox.waitForMail(ann.address);
  await letLinksExpire(database, ann.address);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your sign-up link has expired");
  await page.getByRole("link", { name: "Start again" }).click();
  await expect(page.getByLabel("Email", { exact: true })).toHaveValue(ann.address);
});

test("a link that another email has made needless says so and leads to signing in", async ({
  page,
  inbox,
  person,
}) => {
  const ann = person("ann");
  await registerWithoutPages(page, ann);
  const first = await inbox.waitForMail(ann.address);
  await registerWithoutPages(page, ann);
  const second = await inbox.waitForMail(ann.address, { count: 2 });
  await page.goto(inbox.linkIn(second, "/confirm/"));
  await expectSignedIn(page, ann);
  await page.context().clearCookies();
  const needless = { title: "This link is no longer valid", step: toSignIn };
  await expectDeadLink(page, inbox.linkIn(first, "/confirm/"), needless);
});

for (const path of ["/confirm/", "/not-me/"]) {
  test(`a link to ${path} that is damaged, foreign or unknown says which and what to do`, async ({
    page,
    inbox,
    person,
    database,
  }) => {
    const ann = person("ann");
    await registerWithoutPages(page, ann);
    const mail = await inbox.waitForMail(ann.address);
    const link = inbox.linkIn(mail, path);
    const step = path === "/confirm/" ? toRegister : toStart;
    const damaged = { title: "This link is incomplete", step };
    await expectDeadLink(page, bend(link), damaged);
    await expectDeadLink(page, link.slice(0, -5), damaged);
    await expectDeadLink(page, `${link}x`, damaged);

    const foreign = new URL(inbox.linkIn(mail, path === "/confirm/" ? "/not-me/" : "/confirm/"));
    const token = foreign.pathname.split("/").at(-1) ?? "";
    const forSomethingElse = { title: "This link doesn’t work here", step };
    await expectDeadLink(page, new URL(path + token, foreign).href, forSomethingElse);

    for (const table of ["verification", "delivery"])
      await database.query(`DELETE FROM ${table} WHERE address = $1`, [ann.address]);
    await expectDeadLink(page, link, { title: "This link no longer exists", step });
  });
}

test("the page of a link, opened without one, asks for the link in the email", async ({ page }) => {
  for (const [path, step] of [
    ["/confirm", "Sign up again"],
    ["/not-me", "Go to the home page"],
    ["/undo", "Go to the home page"],
    ["/confirm-address", "Go to email settings"],
  ] as const) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Open the link in your email");
    await expect(page.getByRole("main").getByRole("link", { name: step })).toBeVisible();
  }
});

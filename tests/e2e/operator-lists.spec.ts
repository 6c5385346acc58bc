import { readFile } from "node:fs/promises";
import type pg from "pg";
import type { Page } from "@playwright/test";
import { letSendingHaveFailed } from "../support/account-rows";
import { expect, test } from "../support/fixtures";
import { expectFitForEverybody } from "../support/looks";
import { type Person } from "../support/steps";
import { registerWithoutPages, signUp } from "../support/without-pages";

const LISTS = [
  ["Users", "/operator/users"],
  ["Sign-ups", "/operator/registrations"],
  ["Emails", "/operator/deliveries"],
  ["Failed emails", "/operator/failed"],
  ["Suppressions", "/operator/suppressions"],
  ["Audit log", "/operator/audit"],
  ["Audit log", "/operator/audit/actions"],
] as const;

/** Signs somebody up who may see the operator's pages. */
async function becomeOperator(page: Page, database: pg.Client, person: Person): Promise<void> {
  await signUp(page, person);
  await database.query(`UPDATE "user" SET role = 'operator' WHERE address = $1`, [person.address]);
}

/** As many people as fill some pages, all of one domain. */
async function fill(database: pg.Client, domain: string, people: number): Promise<void> {
  await database.query(
    `INSERT INTO "user" (id, address, original_address)
     SELECT uuidv7(), format('person-%s@%s', lpad(n::text, 3, '0'), $1::text), ''
     FROM generate_series(1, $2::int) n`,
    [domain, people],
  );
}

const rows = (page: Page) => page.getByRole("row").filter({ has: page.getByRole("cell") });

test("an operator goes from list to list, each fit for everybody", async ({
  page,
  person,
  database,
}) => {
  // Seven pages, each looked at twice by axe.
  test.slow();
  const ann = person("ann");
  await becomeOperator(page, database, ann);
  await database.query(
    `INSERT INTO suppression (id, address, scope, reason)
     VALUES (uuidv7(), $1, 'everything', 'hard_bounce')`,
    [person("bounced-with-quite-a-long-name-who-lives-far-away").address],
  );
  await letSendingHaveFailed(database, ann.address, "sender_not_verified");
  await page.goto("/operator/users");
  for (const [title, path] of LISTS) {
    const nav = page.getByRole("navigation", { name: "Operator" });
    if (path.endsWith("/actions"))
      await page.getByRole("link", { name: "Operator actions" }).click();
    else await nav.getByRole("link", { name: title, exact: true }).click();
    await expect(page).toHaveURL(path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await expect(nav.locator("[aria-current]")).toHaveText(title);
    await expectFitForEverybody(page);
  }
  await page.goto("/operator/failed");
  await page.getByRole("link", { name: "Sender not verified", exact: true }).click();
  await expect(page.getByText("verify the domain or the address of MAIL_FROM")).toBeVisible();
  // The whole row leads to the person.
  await rows(page).filter({ hasText: ann.address }).getByText("Sender not verified").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(ann.address);
});

test("an operator sees twenty rows at once, and finds a person with the keyboard", async ({
  page,
  person,
  database,
}) => {
  await becomeOperator(page, database, person("olga"));
  const domain = `${person().address.split("@")[0]}.example`;
  await fill(database, domain, 60);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`/operator/users?q=%40${domain}`);
  await page.getByRole("link", { name: `Remove “@${domain}”` }).click();
  await expect(page).toHaveURL(/\/operator\/users\?sort=newest$/);
  await expect(rows(page)).toHaveCount(50);
  await expect(rows(page).nth(19)).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("/");
  await expect(page.getByLabel("Find a person")).toBeFocused();
  await page.keyboard.type(`person-007@${domain}`);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`person-007@${domain}`);
  // The page's script may still be on its way.
  await expect(async () => {
    await page.keyboard.press("Control+k");
    await expect(page.getByLabel("Find a person")).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.type(`nobody@nowhere.${domain.slice(0, -8)}`);
  await page.keyboard.press("Enter");
  await expect(page.getByText("No account with this email", { exact: true })).toBeVisible();
});

test("an operator searches, filters, sorts and pages, and takes what was found away", async ({
  page,
  person,
  database,
}) => {
  await becomeOperator(page, database, person("olga"));
  const domain = `${person().address.split("@")[0]}.example`;
  await fill(database, domain, 120);
  await page.goto("/operator/users");
  await page.getByLabel("Search").fill(`@${domain}`);
  await page.getByLabel("Search").press("Enter");
  await expect(page.getByRole("status").getByText("1–50 of 120")).toBeVisible();
  await expect(rows(page)).toHaveCount(50);
  await expect(page.getByLabel("Search")).toBeFocused();
  await page.getByRole("link", { name: "Address" }).click();
  await expect(page.getByRole("columnheader", { name: "Address" })).toHaveAttribute(
    "aria-sort",
    "ascending",
  );
  await expect(rows(page).first()).toContainText(`person-001@${domain}`);
  await page.getByRole("link", { name: "Next page" }).click();
  await expect(rows(page).first()).toContainText(`person-051@${domain}`);
  await page.getByRole("link", { name: "Next page" }).click();
  await expect(rows(page)).toHaveCount(20);
  await expect(page.getByRole("status").getByText("101–120 of 120")).toBeVisible();
  await expect(page.getByRole("link", { name: "Next page" })).toHaveCount(0);
  await page.getByRole("link", { name: "Previous page" }).click();
  await expect(rows(page).first()).toContainText(`person-051@${domain}`);

  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export as CSV" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^latchkey-users-\d{4}-\d\d-\d\d\.csv$/);
  const lines = (await readFile(await download.path(), "utf8")).trimEnd().split("\r\n");
  expect(lines).toHaveLength(121);
  expect(lines[0]).toContain("id,address,mail_sent,confirmed");
  expect(lines[1]).toContain(`,person-001@${domain},`);

  await page.getByLabel("State").selectOption("Locked");
  await expect(page.getByText(`No results for “@${domain}”, State: Locked`)).toBeVisible();
  await expectFitForEverybody(page);
  await page.goBack();
  await expect(page.getByLabel("State")).toHaveValue("");
  await page.goForward();
  await page.getByRole("link", { name: "Remove State: Locked" }).click();
  await expect(rows(page)).toHaveCount(50);
  await page.getByRole("link", { name: "Clear all" }).click();
  await expect(page).toHaveURL("/operator/users");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("an operator finds a person by the beginning of the address", async ({
    page,
    person,
    database,
    otherBrowser,
  }) => {
    const [olga, ben] = [person("olga"), person("ben")];
    const visitor = await otherBrowser();
    await registerWithoutPages(visitor, ben);
    await becomeOperator(page, database, olga);
    await page.goto("/operator/registrations");
    await page.getByLabel("Search").fill(ben.address.slice(0, 12).toUpperCase());
    await page.getByRole("button", { name: "Apply" }).click();
    await expect(rows(page)).toHaveCount(1);
    const { rows: found } = await database.query<{ id: string }>(
      `SELECT id FROM "user" WHERE address = $1`,
      [ben.address],
    );
    await expect(page.getByRole("link", { name: ben.address })).toHaveAttribute(
      "href",
      `/operator/people/${found[0]?.id}`,
    );
    await page.getByLabel("Find a person").fill(ben.address.slice(0, -4));
    await page.getByLabel("Find a person").press("Enter");
    await expect(page).toHaveURL(`/operator/people/${found[0]?.id}`);
  });
});

test.describe("who is no operator", () => {
  test.use({ toleratedConsoleErrors: [/404/] });

  test("is led to sign in, and finds no list and no file once signed in", async ({
    page,
    person,
  }) => {
    const addresses = LISTS.flatMap(([, path]) => [path, `${path}/export`]);
    for (const path of addresses) {
      const answer = await page.request.get(path, { maxRedirects: 0 });
      expect([path, answer.status()]).toEqual([path, 307]);
      // A file's address leads back to the page with its button.
      expect(answer.headers().location).toBe(`/sign-in?next=${path.replace("/export", "")}`);
    }
    await signUp(page, person());
    for (const path of addresses) {
      const answer = await page.request.get(path);
      expect([path, answer.status()]).toEqual([path, 404]);
      expect(await answer.text()).not.toContain("Export as CSV");
    }
  });
});

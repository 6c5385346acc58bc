import type pg from "pg";
import type { Page } from "@playwright/test";
import { letSendingHaveFailed } from "../support/account-rows";
import { expect, test } from "../support/fixtures";
import { expectFitForEverybody } from "../support/looks";
import { type Person } from "../support/steps";
import { signUp } from "../support/without-pages";

async function becomeOperator(page: Page, database: pg.Client, person: Person): Promise<void> {
  await signUp(page, person);
  await database.query(`UPDATE "user" SET role = 'operator' WHERE address = $1`, [person.address]);
}

test.beforeEach(({ page }) => page.setViewportSize({ width: 360, height: 740 }));

test("an operator with a phone sees which email failed and why, and the whole address", async ({
  page,
  person,
  database,
}) => {
  const ann = person("somebody.with.quite.a.long.name.who.lives.far.away");
  await becomeOperator(page, database, ann);
  await letSendingHaveFailed(database, ann.address, "sender_not_verified");
  for (const path of ["/operator/deliveries", "/operator/failed"]) {
    await page.goto(`${path}?q=${encodeURIComponent(ann.address)}`);
    const row = page.getByRole("row").filter({ hasText: ann.address });
    for (const text of ["Confirm your email", "Sender not verified"])
      await expect(row.getByText(text, { exact: true })).toBeVisible();
    const link = row.getByRole("link", { name: ann.address });
    expect(await link.evaluate((each) => each.scrollWidth - each.clientWidth)).toBe(0);
  }
});

test("an operator with a phone reads all of a long address that nobody has", async ({
  page,
  person,
  database,
}) => {
  await becomeOperator(page, database, person("olga"));
  const address = "nobody.with.a.long.name.who.lives.far.away@simulator.amazonses.com";
  await page.goto(`/operator/users?q=${encodeURIComponent(address)}`);
  await expect(page.getByText(`Results for “${address}…”`)).toBeVisible();
  await expectFitForEverybody(page);
});

test("an operator with a phone sees where they are, on a page that fills the screen", async ({
  page,
  person,
  database,
}) => {
  await becomeOperator(page, database, person("olga"));
  await page.goto("/operator/audit");
  const nav = page.getByRole("navigation", { name: "Operator" });
  for (const name of ["Audit log", "Suppressions", "Failed emails", "Doctor"]) {
    await nav.getByRole("link", { name }).click();
    const current = nav.getByRole("link", { name }).and(page.locator("[aria-current=page]"));
    await expect(current).toBeInViewport({ ratio: 1 });
    await expect(page.locator("body")).toBeFocused();
  }
  const frame = page.getByRole("main").locator("..");
  expect((await frame.boundingBox())?.height).toBeGreaterThanOrEqual(740);
});

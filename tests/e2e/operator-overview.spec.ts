import type { Page } from "@playwright/test";
import type { Client } from "pg";
import { expect, test } from "../support/fixtures";
import { expectFitForEverybody } from "../support/looks";
import { type Person } from "../support/steps";
import { registerWithoutPages, signUp } from "../support/without-pages";

async function becomeOperator(database: Client, { address }: Person): Promise<void> {
  await database.query(`UPDATE "user" SET role = 'operator' WHERE address = $1`, [address]);
}

/** The figure of a name at the top of the page. */
function headline(page: Page, name: string) {
  const group = page.getByRole("main").locator("dl").first().locator("div");
  return group
    .filter({ has: page.getByText(name, { exact: true }) })
    .locator("dd")
    .first();
}

const numberOf = async (page: Page, name: string) =>
  Number((await headline(page, name).innerText()).replaceAll(",", ""));

test("an operator sees how many get how far, live, while the page stays as they left it", async ({
  page,
  person,
  database,
  otherBrowser,
}) => {
  const olga = person("olga");
  await signUp(page, olga);
  await becomeOperator(database, olga);
  await page.goto("/operator?period=hour");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Overview");
  const before = await numberOf(page, "Sign-ups");
  expect(before).toBeGreaterThanOrEqual(1);
  await expect(
    page.getByRole("img", { name: /^Funnel: Signed up [\d,]+, Email sent/ }),
  ).toBeVisible();
  for (const name of ["Time from sign-up to", "Queue", "Email provider", "Inngest"])
    await expect(page.getByRole("region", { name, exact: true })).toBeVisible();

  const summary = page.getByRole("main").locator("summary").first();
  await summary.click();
  await expect(summary).toBeFocused();
  await registerWithoutPages(await otherBrowser(), person("ann"));
  await expect.poll(() => numberOf(page, "Sign-ups")).toBeGreaterThan(before);
  await expect(summary).toBeFocused();
  const table = page.getByRole("region", { name: "Sign-up funnel, as a table" });
  await expect(table.getByRole("row", { name: /^Signed up/ })).toBeVisible();
  await expectFitForEverybody(page);
});

test("an operator pauses the page, and reads on in peace", async ({ page, person, database }) => {
  const olga = person("olga");
  await signUp(page, olga);
  await becomeOperator(database, olga);
  await page.goto("/operator");
  const readAt = page.getByText(/^Updated \d\d:\d\d:\d\d · live$/);
  const first = await readAt.innerText();
  await expect(readAt).not.toHaveText(first);
  const pause = page.getByRole("button", { name: "Pause" });
  await pause.click();
  await expect(pause).toHaveAttribute("aria-pressed", "true");
  // What was on its way when it was paused may still come; afterwards nothing is asked for.
  await page.waitForLoadState("networkidle");
  const asked = page.waitForRequest(/operator/, { timeout: 7_000 }).then(
    () => true,
    () => false,
  );
  expect(await asked).toBe(false);
});

test("an operator looks over an hour, a day or a week", async ({ page, person, database }) => {
  const olga = person("olga");
  await signUp(page, olga);
  await becomeOperator(database, olga);
  await page.goto("/operator");
  const period = page.getByRole("navigation", { name: "Period" });
  for (const [name, step] of [
    ["Week", "6 hours"],
    ["Hour", "minute"],
    ["Day", "hour"],
  ] as const) {
    await period.getByRole("link", { name }).click();
    await expect(period.getByRole("link", { name })).toHaveAttribute("aria-current", "page");
    await expect(page.getByText(`Sign-ups per ${step},`)).toBeVisible();
    expect(await numberOf(page, "Sign-ups")).toBeGreaterThanOrEqual(1);
  }
  const chart = page.getByRole("slider", { name: /^Sign-ups per hour/ });
  const latest = await chart.getAttribute("aria-valuetext");
  await chart.press("ArrowLeft");
  await expect(chart).not.toHaveAttribute("aria-valuetext", latest ?? "");
  await page.getByRole("main").getByRole("link", { name: "Sign-ups", exact: true }).click();
  await expect(page).toHaveURL("/operator/registrations?since=day");
  await expect(page.getByLabel("Time")).toHaveValue("day");
  await page.goto("/operator?period=century");
  await expect(period.getByRole("link", { name: "Day" })).toHaveAttribute("aria-current", "page");
});

test("an operator without JavaScript refreshes by a link", async ({
  page,
  person,
  database,
  otherBrowser,
}) => {
  const olga = person("olga");
  await signUp(page, olga);
  await becomeOperator(database, olga);
  const plain = await otherBrowser({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  });
  await plain.goto("/operator?period=week");
  await plain.getByRole("link", { name: "Refresh" }).click();
  await expect(plain).toHaveURL("/operator?period=week");
  await expect(plain.getByRole("button", { name: "Pause" })).toHaveCount(0);
  await plain.getByRole("main").locator("summary").first().click();
  await expect(plain.getByRole("rowheader", { name: "Signed up" })).toBeVisible();
});

test.describe("whoever is no operator", () => {
  test.use({ toleratedConsoleErrors: [/404/] });

  test("sees nothing of it: a visitor signs in first, a member finds no such page", async ({
    page,
    person,
    otherBrowser,
  }) => {
    const ann = person("ann");
    await signUp(page, ann);
    const response = await page.goto("/operator");
    expect(response?.status()).toBe(404);
    await expect(page.getByText("Sign-up funnel")).toHaveCount(0);
    const visitor = await otherBrowser();
    await visitor.goto("/operator?period=hour");
    await expect(visitor).toHaveURL("/sign-in?next=/operator%3Fperiod%3Dhour");
  });
});

import { expect, test } from "../support/fixtures";
import { letSessionsGoStale } from "../support/let-sessions-go-stale";
import { expectFitForEverybody } from "../support/looks";
import { signUp } from "../support/without-pages";

test("an operator runs the doctor's checks, with their password anew when it was long ago", async ({
  page,
  person,
  database,
}) => {
  const olga = person("olga");
  await signUp(page, olga);
  const asMember = await page.request.get("/operator/doctor?run=1");
  expect(asMember.status()).toBe(404);
  await database.query(`UPDATE "user" SET role = 'operator' WHERE address = $1`, [olga.address]);
  await letSessionsGoStale(database, olga.address);
  await page.goto("/operator");
  await page.getByRole("link", { name: "Doctor" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Doctor");
  await expect(page.getByRole("region", { name: "SES account" })).toBeHidden();
  await expectFitForEverybody(page);

  await page.getByRole("link", { name: "Run the checks" }).click();
  await page.getByLabel("Password", { exact: true }).fill(olga.password);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page).toHaveURL("/operator/doctor?run=1");
  await expect(page.getByRole("status")).toContainText(/Checked .+: \d+ right/);
  for (const name of ["Environment", "Database", "Inngest", "SES account", "SNS", "Clock"])
    await expect(page.getByRole("region", { name, exact: true })).toBeVisible();
  const identity = page.getByRole("region", { name: "SES identity" });
  await expect(identity.getByText("latchkey.example is verified.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Run again" })).toBeVisible();
  const warnings = page.getByRole("region").getByText(/^(Warning|Not checked)$/);
  expect(await warnings.count()).toBeGreaterThan(0);
  await expect(
    page.getByRole("alert").filter({ hasText: "Worth a look" }).getByRole("link"),
  ).toHaveCount(await warnings.count());
  await expectFitForEverybody(page);
});

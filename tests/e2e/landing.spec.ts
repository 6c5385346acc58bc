import { expect, expectAccessible, test } from "../support/fixtures";

test("the first page says what this is and leads to registering and signing in", async ({
  page,
}) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectAccessible(page);
});

import { expect, expectAccessible, test } from "../support/fixtures";
import { PlainBrowser } from "../support/plain-browser";

test.use({ toleratedConsoleErrors: [/status of 429/] });

test("who registers too often from one network reads why and until when, and keeps what was typed", async ({
  page,
  person,
  extraHTTPHeaders,
}) => {
  await page.goto("/register");
  for (let count = 0; count < 10; count += 1) {
    const neighbour = new PlainBrowser(new URL(page.url()).origin);
    neighbour.ip = extraHTTPHeaders?.["X-Forwarded-For"] ?? null;
    await neighbour.open("/register");
    const { address: email, password } = person();
    expect((await neighbour.press("Create account", { email, password })).path).toBe(
      "/check-your-email",
    );
  }
  const { address, password } = person();
  await page.getByLabel("Email").fill(address);
  await page.getByLabel("Password", { exact: true }).fill(password);
  const answer = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name: "Create account" }).click();
  expect((await answer).status()).toBe(429);
  await expect(page.getByRole("alert").filter({ hasText: "from your network" })).toContainText(
    /Try again in (\d+ minutes|1 hour)\./,
  );
  await expect(page.getByLabel("Email")).toHaveValue(address);
  await expectAccessible(page);
});

import type { Page } from "@playwright/test";
import { brand } from "@/lib/brand";
import { expect, test } from "../support/fixtures";

const { light, dark } = brand.colors.paper;

/** The page, and what the browser paints around it, have one brightness. */
async function expectTheme(page: Page, theme: "light" | "dark", name: string): Promise<void> {
  const color = theme === "dark" ? dark : light;
  const channels = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  await expect(page.locator("html")).toHaveCSS("background-color", `rgb(${channels.join(", ")})`);
  await expect(page.locator("html")).toHaveCSS("color-scheme", theme);
  await expect(page.locator("meta[name=theme-color]")).toHaveAttribute("content", color);
  await expect(page.getByRole("button", { name })).toHaveAttribute("aria-current", "true");
}

test("a person chooses a theme without losing what they typed, and meets it on every page", async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/register");
  const email = page.getByLabel("Email", { exact: true });
  await email.fill("ann@example.com");
  await page.getByRole("button", { name: "Dark" }).click();
  await expectTheme(page, "dark", "Dark");
  await expect(email).toHaveValue("ann@example.com");
  // These pages are kept for everybody (docs/decisions/0038): asked for twice, they are.
  for (const path of ["/", "/", "/sign-in", "/sign-in"]) {
    await page.goto(path);
    await expectTheme(page, "dark", "Dark");
  }
  await page.getByRole("button", { name: "Same as the system" }).click();
  await expect(page.locator("html")).toHaveCSS("color-scheme", "light dark");
});

test("what is current shows in forced colours, and paper gets black on white", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Dark" }).click();
  await expectTheme(page, "dark", "Dark");
  await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  const backgroundOf = (name: string) =>
    page.getByRole("button", { name, exact: true }).evaluate((button) => {
      return getComputedStyle(button).backgroundColor;
    });
  expect(await backgroundOf("English")).not.toBe(await backgroundOf("Deutsch"));
  expect(await backgroundOf("Dark")).not.toBe(await backgroundOf("Light"));

  await page.emulateMedia({ forcedColors: "none", media: "print" });
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveCSS("color", "rgb(0, 0, 0)");
  await expect(page.locator("html")).toHaveCSS("background-color", "rgba(0, 0, 0, 0)");
  await expect(page.getByRole("contentinfo")).toBeHidden();
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeHidden();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a person chooses a theme in the footer", async ({ page }) => {
    await page.emulateMedia({ colorScheme: "dark" });
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Light" }).click();
    await expect(page).toHaveURL("/sign-in");
    await expectTheme(page, "light", "Light");
  });
});

import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./fixtures";

/** The narrowest phone the pages are made for, in CSS pixels. */
const NARROWEST = 360;

/**
 * The page is fit for everybody, in light, dark and forced colours, and fits a narrow phone without
 * scrolling sideways. Leaves the page as wide and as light as it was.
 */
export async function expectFitForEverybody(page: Page): Promise<void> {
  for (const look of ["dark", "forced", "light"] as const) {
    await page.emulateMedia({
      colorScheme: look === "dark" ? "dark" : "light",
      forcedColors: look === "forced" ? "active" : "none",
      reducedMotion: "reduce",
    });
    await page.evaluate(async () => {
      await Promise.all(document.getAnimations().map((animation) => animation.finished));
    });
    // Of what axe looks for, only the contrast depends on the colours.
    await expectAccessible(page, look === "light" ? undefined : ["color-contrast"]);
  }
  const usual = page.viewportSize();
  await page.setViewportSize({ width: NARROWEST, height: 740 });
  const widest = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(widest, `width of ${page.url()} on a phone`).toBeLessThanOrEqual(NARROWEST);
  if (usual) await page.setViewportSize(usual);
}

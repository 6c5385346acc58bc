import { defineConfig, devices } from "@playwright/test";
import { browserLaunchOptions } from "./tests/support/browser";

// "npm test" starts the app and says where it is.
const baseURL = process.env.APP_URL ?? "http://localhost:3000";

export default defineConfig({
  testDir: "tests/e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  fullyParallel: true,
  workers: 2,
  forbidOnly: process.env.CI !== undefined,
  // Only what hangs fails by time: a slow machine needs half a minute for the longest tests.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [
    ["list"],
    ["json", { outputFile: process.env.PLAYWRIGHT_REPORT ?? "test-results/report.json" }],
  ],
  use: {
    baseURL,
    // Traces take as much CPU as the tests. To get them: npm test -- e2e <file> -- --trace on
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: await browserLaunchOptions(),
  },
  projects: [{ name: "chromium", use: { ...devices["Desktop Chrome"] } }],
});

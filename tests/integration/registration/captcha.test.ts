import { chromium, type Browser } from "playwright";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startApp, type RunningApp } from "../../support/app";
import { browserLaunchOptions } from "../../support/browser";
import { PlainBrowser } from "../../support/plain-browser";
import { poll } from "@latchkey/testing/poll";
import { anAddress, PASSWORD } from "../../support/registrations";
import { startTurnstileStandIn } from "../../support/turnstile-stand-in";

const databaseUrl = process.env.DATABASE_URL!;
const METRICS_TOKEN = "a-token-for-tests-0123456789-abcdefghij";
const PERSON = /We couldn’t verify that you’re human/;
const AWAY = /Our bot check isn’t responding/;

let database: pg.Client;
let turnstile: Awaited<ReturnType<typeof startTurnstileStandIn>>;
let app: RunningApp;
let chrome: Browser;

beforeAll(async () => {
  database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  turnstile = await startTurnstileStandIn();
  app = await startApp({
    env: { DATABASE_URL: databaseUrl, METRICS_TOKEN, ...turnstile.variables },
  });
  chrome = await chromium.launch(await browserLaunchOptions());
});

afterAll(async () => {
  await chrome.close();
  await app.stop();
  await turnstile.stop();
  await database.end();
});

beforeEach(() => turnstile.be("well"));

/** Registers with a token, by a plain form. */
async function register(token: string | undefined) {
  const address = anAddress();
  const browser = new PlainBrowser(app.url);
  await browser.open("/register");
  const proof: Record<string, string> =
    token === undefined ? {} : { "cf-turnstile-response": token };
  const page = await browser.press("Create account", {
    email: address,
    password: PASSWORD,
    ...proof,
  });
  const { rowCount } = await database.query('SELECT FROM "user" WHERE address = $1', [address]);
  return { ...page, isRegistered: rowCount === 1 };
}

/** What an operator's machine reads of the app. */
async function health(): Promise<string> {
  const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
  return (await new PlainBrowser(app.url).send("GET", "/api/health", { headers })).body;
}

describe("a form with a captcha", () => {
  test("lets through whom Cloudflare takes for a person, once a token", async () => {
    const token = turnstile.giveToken();
    expect(await register(token)).toMatchObject({ path: "/check-your-email", isRegistered: true });
    const again = await register(token);
    expect(again).toMatchObject({ status: 200, isRegistered: false });
    expect(again.body).toMatch(PERSON);
  });

  test.each([
    ["no token", undefined],
    ["an empty one", ""],
    ["one that is made up", "made-up"],
    ["one that is too long", "x".repeat(3_000)],
  ])("lets nobody through by %s", async (_what, token) => {
    const { body, isRegistered } = await register(token);
    expect(body).toMatch(PERSON);
    expect(isRegistered).toBe(false);
  });

  test.each(["silent", "broken"] as const)(
    "lets nobody through and says why while Cloudflare is %s",
    async (mood) => {
      turnstile.be(mood);
      const { body, isRegistered } = await register(turnstile.giveToken());
      expect(body).toMatch(AWAY);
      expect(isRegistered).toBe(false);
      await poll("health to say so", async () => (await health()).includes("Turnstile gives no"));
      turnstile.be("well");
      await register(turnstile.giveToken());
      await poll("health to be well", async () => !(await health()).includes("Turnstile"));
    },
  );

  test("says why it needs JavaScript to whoever has none", async () => {
    const { body } = await new PlainBrowser(app.url).open("/register");
    expect(body).toMatch(/<noscript>.*Turn on JavaScript to use this form/s);
  });

  test("shows the widget in a browser, and takes a new token after each answer", async () => {
    const context = await chrome.newContext();
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const said: string[] = [];
    page.on("console", (message) => message.type() === "error" && said.push(message.text()));
    const address = anAddress();
    await page.goto(`${app.url}/sign-in`);
    await page.getByRole("link", { name: "Create an account" }).click();
    const token = page.locator("[name=cf-turnstile-response]");
    const frame = page.frameLocator("iframe").getByText("You look human.");
    await frame.waitFor();
    await page.getByLabel("Email").fill(address);
    await page.getByLabel("Password", { exact: true }).fill("password12");
    await expect.poll(() => token.inputValue()).toMatch(/^token-/);
    const first = await token.inputValue();
    await page.getByRole("button", { name: "Create account" }).click();
    await page.locator("[aria-invalid=true]").waitFor();
    await expect.poll(() => token.inputValue()).not.toBe(first);
    await expect.poll(() => token.inputValue()).toMatch(/^token-/);
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Create account" }).click();
    await page.waitForURL("**/check-your-email");
    expect(said).toEqual([]);
    await context.close();
  });
});

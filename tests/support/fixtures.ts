import { randomBytes } from "node:crypto";
import {
  devices,
  expect,
  test as base,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from "@playwright/test";
import axe from "axe-core";
import pg from "pg";
import { anIp } from "./an-ip";
import { codeIn, linkIn, mailsTo, waitForMail } from "./inbox";

/** Chromium notes every answer of 429; ours come with a sentence that tests look for. */
const LIMITED = /status of 429/;

const inbox = { waitForMail, mailsTo, linkIn, codeIn };

interface Fixtures {
  /** The real inbox of the local SES. */
  inbox: typeof inbox;
  /** The app's database, to look into it or to let time pass in it. */
  database: pg.Client;
  /** An address nobody else uses, and a password that is good enough. */
  person: (name?: string) => { address: string; password: string };
  /** Another browser: own cookies, nothing shared with `page`. */
  otherBrowser: (options?: BrowserContextOptions) => Promise<Page>;
  /** Console errors that a test brings about on purpose. */
  toleratedConsoleErrors: RegExp[];
  consoleErrors: string[];
  /** Set where a test changes its browser in a way that cannot be undone, such as its clock. */
  isBrowserChanged: boolean;
}

interface WorkerFixtures {
  /**
   * Browsers that earlier tests are done with: each as if it were new, apart from a process that
   * has loaded our scripts before. That takes 0.6 s of CPU in a new one.
   */
  usedBrowsers: Page[];
}

/** Playwright's test with what our tests need; a page's console.error fails it. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  toleratedConsoleErrors: [[], { option: true }],

  inbox: async ({}, use) => use(inbox),

  database: async ({}, use) => {
    const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await client.connect();
    await use(client);
    await client.end();
  },

  person: async ({}, use) =>
    use((name = "person") => ({
      address: `${name}-${randomBytes(6).toString("hex")}@example.com`,
      password: `correct horse ${randomBytes(6).toString("hex")}`,
    })),

  consoleErrors: [
    async ({ toleratedConsoleErrors }, use) => {
      const errors: string[] = [];
      await use(errors);
      const tolerated = [LIMITED, ...toleratedConsoleErrors];
      const unexpected = errors.filter(
        (error) => !tolerated.some((pattern) => pattern.test(error)),
      );
      expect(unexpected, "errors on the browser's console").toEqual([]);
    },
    { auto: true },
  ],

  extraHTTPHeaders: async ({}, use) => use(fromSomewhere()),

  isBrowserChanged: [false, { option: true }],

  usedBrowsers: [async ({}, use) => use([]), { scope: "worker" }],

  context: async (
    { browser, usedBrowsers, javaScriptEnabled, isBrowserChanged, extraHTTPHeaders, consoleErrors },
    use,
  ) => {
    const isUsual = javaScriptEnabled && !isBrowserChanged;
    const page = await openBrowser(browser, isUsual ? usedBrowsers : []);
    const context = page.context();
    await context.setExtraHTTPHeaders(extraHTTPHeaders ?? {});
    watch(context, consoleErrors);
    await use(context);
    await (isUsual ? leave(page, usedBrowsers) : context.close());
  },

  page: async ({ context }, use) => use(context.pages()[0] ?? (await context.newPage())),

  otherBrowser: async ({ browser, usedBrowsers, javaScriptEnabled, consoleErrors }, use) => {
    const usual: Page[] = [];
    const special: Page[] = [];
    await use(async (options) => {
      const isUsual = javaScriptEnabled && options === undefined;
      const page = await openBrowser(browser, isUsual ? usedBrowsers : [], options);
      (isUsual ? usual : special).push(page);
      await page.context().setExtraHTTPHeaders(fromSomewhere());
      watch(page.context(), consoleErrors);
      return page;
    });
    await Promise.all(special.map((page) => page.context().close()));
    await Promise.all(usual.map((page) => leave(page, usedBrowsers)));
  },
});

export { expect } from "@playwright/test";

/**
 * No violation of WCAG 2.2 A and AA that axe can find, and none of its best practices.
 *
 * @param rules only these of axe's rules
 */
export async function expectAccessible(page: Page, rules?: string[]): Promise<void> {
  // After a form's redirect the old page's title goes a moment before the new one's comes.
  await expect(page).toHaveTitle(/\S/);
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(
    async (runOnly) => {
      const { axe: inPage } = window as unknown as { axe: typeof axe };
      const { violations } = await inPage.run({ resultTypes: ["violations"], ...runOnly });
      return violations.map(({ id, help, nodes }) => ({
        id,
        help,
        where: nodes.map((node) => node.target.join(" ")),
      }));
    },
    rules && { runOnly: rules },
  );
  expect(found, `accessibility of ${page.url()}`).toEqual([]);
}

/** Puts a browser into a network of its own, as the proxy in front of the app would. */
function fromSomewhere(): Record<string, string> {
  return { "X-Forwarded-For": anIp() };
}

function watch(context: BrowserContext, errors: string[]): void {
  context.on("console", (message) => {
    if (message.type() === "error") errors.push(`${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => errors.push(error.error().message));
}

/** A page of a browser that nobody has used, or that is as good as that. */
async function openBrowser(
  browser: Browser,
  used: Page[],
  options?: BrowserContextOptions,
): Promise<Page> {
  return used.pop() ?? (await browser.newContext(options)).newPage();
}

/** Makes a browser as good as new, for the next test. */
async function leave(page: Page, usedBrowsers: Page[]): Promise<void> {
  const context = page.context();
  if (page.isClosed()) return context.close();
  const others = context.pages().filter((each) => each !== page);
  await Promise.all(others.map((each) => each.close()));
  for (const each of [page, context]) {
    each.removeAllListeners();
    await each.unrouteAll({ behavior: "ignoreErrors" });
  }
  // Of our app, because Chromium gives another website a new process.
  await page.goto("/icon.svg");
  await page.evaluate(() => [localStorage, sessionStorage].forEach((storage) => storage.clear()));
  await context.clearCookies();
  await page.emulateMedia({
    media: null,
    colorScheme: null,
    forcedColors: null,
    reducedMotion: null,
  });
  await page.setViewportSize(devices["Desktop Chrome"].viewport);
  const session = await context.newCDPSession(page);
  await session.send("Page.resetNavigationHistory");
  await session.detach();
  usedBrowsers.push(page);
}

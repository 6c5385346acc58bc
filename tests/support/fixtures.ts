import { randomBytes } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import {
  expect,
  test as base,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from "@playwright/test";
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
}

/** Playwright's test with what our tests need; a page's console.error fails it. */
export const test = base.extend<Fixtures>({
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

  context: async ({ context, consoleErrors }, use) => {
    watch(context, consoleErrors);
    await use(context);
  },

  otherBrowser: async ({ browser, consoleErrors }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (options) => {
      const context = await browser.newContext({
        extraHTTPHeaders: fromSomewhere(),
        ...options,
      });
      contexts.push(context);
      watch(context, consoleErrors);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
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
  // Our pages have no frames of other sites. For those, axe would open one more page each time.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  if (rules) axe.withRules(rules);
  const { violations } = await axe.analyze();
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map((node) => node.target.join(" ")),
  }));
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

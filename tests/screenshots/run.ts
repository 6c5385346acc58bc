// npm run screenshots: pictures of what people meet, for somebody to look at one by one.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readOptions } from "@latchkey/command-line/read-options";
import { type Browser, chromium, type Page } from "playwright";
import { browserLaunchOptions } from "../support/browser";
import { brand } from "@/lib/brand";
import { composeEmails } from "../email-quality/compose-emails";
import { visitTheConsole } from "./console";
import { drawFlow } from "./flow";
import { visitSecondFactors } from "./second-factors";
import { languageCookie, visitTheWayBack, visitTheWayIn } from "./states";

const command = {
  name: "npm run screenshots",
  help: `takes pictures of the pages and emails that people meet, into the folder screenshots/.
Usage: npm run screenshots -- [--languages en,de] [--readme] [--app <url>] [--inbox <url>]

  --languages  English and the longest language, unless others are named
  --readme     only docs/flow.png, the picture of the README; with an empty database
  --app        http://localhost:3000
  --inbox      http://localhost:8005

It needs a running product with the local SES: npm run dev, or npm run start:local.
Open screenshots/index.html afterwards.`,
  options: {
    languages: { type: "string", default: "en,de" },
    readme: { type: "boolean", default: false },
    app: { type: "string", default: "http://localhost:3000" },
    inbox: { type: "string", default: "http://localhost:8005" },
  },
} as const;
const { values } = readOptions(command);
process.env.TEST_SES_URL = values.inbox;

const VIEWS = [
  { width: 360, colors: "light" },
  { width: 360, colors: "dark" },
  { width: 1280, colors: "light" },
  { width: 1280, colors: "dark" },
  { width: 1280, colors: "forced" },
] as const;
const folder = path.resolve("screenshots");
const names = new Set<string>();
const languages = values.languages.split(",");

const fileOf = (name: string, language: string, view: (typeof VIEWS)[number]) =>
  `${name}-${language}-${view.width}-${view.colors}.png`;

async function shootIn(language: string, name: string, page: Page): Promise<void> {
  names.add(name);
  // Their buttons come a moment after the page.
  const passwords = await page.locator("main input[type=password]").count();
  if (passwords > 0)
    await page
      .locator("main button[aria-controls]")
      .nth(passwords - 1)
      .waitFor();
  for (const view of VIEWS) {
    await page.setViewportSize({ width: view.width, height: 800 });
    await page.emulateMedia({
      colorScheme: view.colors === "dark" ? "dark" : "light",
      forcedColors: view.colors === "forced" ? "active" : "none",
      reducedMotion: "reduce",
    });
    await page.screenshot({
      path: path.join(folder, fileOf(name, language, view)),
      fullPage: true,
    });
  }
  // Chromium keeps the borders of tables that it drew in forced colours.
  await page.emulateMedia({ colorScheme: "light", forcedColors: "none" });
}

/** A page with all pictures, a state in each row. */
function writeIndex(): void {
  const rows = [...names].map((name) => {
    const pictures = languages.flatMap((language) =>
      VIEWS.map((view) => `<img loading="lazy" src="${fileOf(name, language, view)}">`),
    );
    return `<h2>${name}</h2><div>${pictures.join("")}</div>`;
  });
  const style = "img{max-height:600px;border:1px solid #999;margin:4px;vertical-align:top}";
  writeFileSync(path.join(folder, "index.html"), `<style>${style}</style>${rows.join("")}`);
}

/** Every email of a language, as a mail program would show it. */
async function shootEmails(page: Page, language: string): Promise<void> {
  const emails = await composeEmails({ name: brand.name, address: "no-reply@example.com" });
  // One of each: the variants of a template differ in their words alone.
  const shown = emails
    .filter((each) => each.language === language)
    .filter(({ template }, at, all) => template !== all[at - 1]?.template);
  for (const { template, html } of shown) {
    await page.setContent(html ?? "");
    await shootIn(language, `email-${template}`, page);
  }
}

async function shootAll(browser: Browser): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const language of languages) {
    const open = async () => {
      const context = await browser.newContext({ baseURL: values.app });
      await context.addCookies([languageCookie(language, values.app)]);
      return context.newPage();
    };
    const shoot = (name: string, page: Page) => shootIn(language, name, page);
    await shootEmails(await open(), language);
    await visitTheWayIn({ open, shoot });
    await visitTheWayBack({ open, shoot });
    await visitSecondFactors({ open, shoot });
    if (language === "en") await visitTheConsole({ open, shoot });
  }
  console.log(`— ${names.size} states in ${languages.join(", ")}: screenshots/index.html`);
}

const browser = await chromium.launch(await browserLaunchOptions());
try {
  if (values.readme) writeFileSync("docs/flow.png", await drawFlow(browser, values.app));
  else await shootAll(browser);
} finally {
  await browser.close();
  if (!values.readme) writeIndex();
}

import type { Browser, Page } from "playwright";
import { brand } from "@/lib/brand";
import { linkIn, waitForMail } from "../support/inbox";

const ADDRESS = "ada@lovelace.example";
const PASSWORD = "plum-tractor-84-velvet";
const SCREEN = { width: 400, height: 747 };
const GAP = 28.8;

/** The main path, as a person goes it: a picture of each screen, in order. */
async function visitMainPath(page: Page, email: Page): Promise<{ label: string; png: Buffer }[]> {
  const since = Date.now();
  await page.goto("/register", { waitUntil: "networkidle" });
  await page.fill("[name=email]", ADDRESS);
  await page.locator("[name=password]").pressSequentially(PASSWORD);
  await page.getByText("Strong", { exact: true }).waitFor();
  const register = await page.screenshot();
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByText("Delivered", { exact: true }).waitFor();
  const waiting = await page.screenshot();
  const mail = await waitForMail(ADDRESS, { since });
  await email.setContent(mail.html);
  const shown = await email.screenshot();
  await page.goto(linkIn(mail, "/confirm/"), { waitUntil: "networkidle" });
  await page.getByText(`Welcome to ${brand.name}`).waitFor();
  return [
    { label: "Register", png: register },
    { label: "Wait: the page follows the email", png: waiting },
    { label: "The email: a link and a code", png: shown },
    { label: "Confirmed and signed in", png: await page.screenshot() },
  ];
}

const style = `
  body { display: flex; gap: ${GAP}px; margin: 0; padding: ${GAP}px; background: #e2e8eb; color: #131d22;
    font: 500 22px ui-sans-serif, system-ui, sans-serif }
  figure { margin: 0 }
  figcaption { display: flex; align-items: center; gap: 10px; margin-bottom: 13px; font-size: 20px }
  b { display: grid; place-items: center; width: 30px; height: 30px; border-radius: 50%;
    background: ${brand.colors.accent}; color: #fff; font-size: 17px }
  img { display: block; border-radius: 12px; box-shadow: 0 1px 3px #131d2233 }`;

/**
 * The picture of the README: the screens of the main path, side by side. It needs a database in
 * which nobody has its address: the second time, the page would be that of somebody known.
 */
export async function drawFlow(browser: Browser, baseURL: string): Promise<Buffer> {
  const look = { viewport: SCREEN, colorScheme: "light", reducedMotion: "reduce" } as const;
  const person = await browser.newContext({ baseURL, ...look });
  const mailbox = await browser.newContext(look);
  const screens = await visitMainPath(await person.newPage(), await mailbox.newPage());
  const figures = screens.map(
    ({ label, png }, at) =>
      `<figure><figcaption><b>${at + 1}</b>${label}</figcaption>
      <img width="${SCREEN.width}" src="data:image/png;base64,${png.toString("base64")}"></figure>`,
  );
  const sheet = await browser.newPage({ viewport: { width: 1744, height: 100 } });
  await sheet.setContent(`<style>${style}</style>${figures.join("")}`);
  return sheet.screenshot({ fullPage: true });
}

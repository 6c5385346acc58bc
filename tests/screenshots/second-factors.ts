import type { Page } from "playwright";
import { codeAt } from "../support/app-code";
import { codeIn, waitForMail } from "../support/inbox";
import { anAddress, register, signInWithLink, signInWithPassword, type Tour } from "./states";

/** Half a minute on: the code before is used up. */
const NEXT_CODE_MS = 30_000;

const NUMBER = "+4915123456789";

/** Presses a button or a link by its place, whatever the language, and waits for what comes. */
async function press(page: Page, selector: string): Promise<void> {
  await page.locator(selector).first().click();
  await page.waitForLoadState("networkidle");
}

/** Types a code, which is sent with its last digit, and waits until something else shows. */
async function enter(page: Page, code: string, shown: string): Promise<void> {
  await page.fill("[name=code]", code);
  await page.locator(shown).first().waitFor();
  await page.waitForLoadState("networkidle");
}

/** Two-step verification: turned on by an app and a phone, the second step, and turned off. */
export async function visitSecondFactors({ open, shoot }: Tour): Promise<void> {
  const [page, address] = [await open(), anAddress("otto")];
  await register(page, address);
  await signInWithLink(page, address);
  await page.goto("/account/security");
  await page.waitForLoadState("networkidle");
  await shoot("security-off", page);
  await press(page, "section[aria-labelledby=app] button");
  await page.locator("main p.font-mono").waitFor();
  await shoot("security-app", page);
  const key = (await page.locator("main p.font-mono").textContent()) ?? "";
  await enter(page, "000000", "#code-error p");
  await shoot("security-app-wrong-code", page);
  await enter(page, codeAt(key, Date.now()), "#recovery-codes");
  await shoot("security-recovery-codes", page);
  await page.goto("/account/security/phone");
  await shoot("security-phone", page);
  await page.fill("[name=number]", NUMBER);
  await press(page, "main form button[type=submit]");
  await page.locator("[name=code]").waitFor();
  await shoot("security-phone-code", page);
  const text = await waitForMail(NUMBER);
  await page.fill("[name=code]", codeIn(text));
  await page.waitForURL(/added=phone/);
  await shoot("security-on", page);
  await press(page, "section[aria-labelledby=app] a");
  await shoot("security-remove", page);

  const other = await open();
  await signInWithPassword(other, address);
  await other.waitForURL(/second-factor/);
  await shoot("second-step-app", other);
  await enter(other, "000000", "#code-error p");
  await shoot("second-step-wrong-code", other);
  for (const way of ["phone", "recovery_code"]) {
    await press(other, `main a[href*="way=${way}"]`);
    await shoot(`second-step-${way}`, other);
  }
  await press(other, 'main a[href*="way=app"]');
  await other.fill("[name=code]", codeAt(key, Date.now() + NEXT_CODE_MS));
  await other.waitForURL(/\/account/);
}

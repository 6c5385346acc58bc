import { expect, type Page } from "@playwright/test";
import type { Mail } from "./inbox";
import { typeIntoCodeField, type Person } from "./steps";

/** Subjects of the emails that tell of recovery and of changes to an account. */
export const SUBJECTS = {
  reset: "Reset your Latchkey password",
  noAccount: "No Latchkey account",
  passwordChanged: "password was changed",
  proof: "Confirm your new email",
  notice: "asked to change your Latchkey email",
  addressChanged: "email was changed",
  deletion: "account will be deleted",
} as const;

/** Asks for an email on /forgot-password, up to the page that waits for it. */
export async function askForPasswordMail(page: Page, address: string): Promise<void> {
  await fillInForgotPassword(page, address);
  await expectWaitingForCode(page, address);
}

/** Fills in the form on /forgot-password and sends it, whatever comes of it. */
export async function fillInForgotPassword(page: Page, address: string): Promise<void> {
  await page.goto("/forgot-password");
  await page.getByLabel("Email", { exact: true }).fill(address);
  await page.getByRole("button", { name: "Send reset link" }).click();
}

/** The page waits for the code of a recovery email. */
export async function expectWaitingForCode(page: Page, address: string): Promise<void> {
  await expect(page).toHaveURL("/reset-password?sent");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Check your email");
  await expect(page.getByRole("main").getByText(address)).toBeVisible();
}

/** The code in a recovery email: eight digits that are a word. */
export function resetCodeIn(mail: Mail): string {
  const [code] = /(?<![\w-])\d{8}(?![\w-])/.exec(mail.text) ?? [];
  if (!code) throw new Error(`The email "${mail.subject}" has no code.`);
  return code;
}

/** Another code of the same shape. */
export function wrongCode(code: string): string {
  return (code.startsWith("0") ? "1" : "0") + code.slice(1);
}

const RESET_CODE = { label: "Code from the email", button: "Continue", digits: 8 };

/** Types a code on the page that waits for it. */
export const typeResetCode = (page: Page, code: string) =>
  typeIntoCodeField(page, RESET_CODE, code);

/** Chooses a new password on the page that a link or a code led to. */
export async function chooseNewPassword(page: Page, person: Person): Promise<void> {
  // After a slip without JavaScript, the address names the link that the form was about.
  await expect(page).toHaveURL(/\/reset-password(\?link=[0-9a-f-]{36})?$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Choose a new password");
  await expect(page.getByRole("main").getByText(person.address)).toBeVisible();
  await page.getByLabel("New password").fill(person.password);
  await page.getByRole("button", { name: "Set new password" }).click();
  await expect(page).toHaveURL("/sign-in?reset");
  await expect(page.getByText("Password changed")).toBeVisible();
}

/** Asks on /account/address to move the account of who is signed in. */
export async function askForAddressChange(
  page: Page,
  address: string,
  password: string,
): Promise<void> {
  await page.goto("/account/address");
  await page.getByLabel("New email address").fill(address);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Change email" }).click();
  await expect(page).toHaveURL("/account/address?requested");
}

/** Confirms a change of address as whoever is signed in to the account. */
export async function useNewAddress(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole("button", { name: "Use this email" }).click();
  await expect(page).toHaveURL("/account/address?changed");
}

/** The page's title, as its heading and in the tab. */
export async function expectTitle(page: Page, title: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  await expect(page).toHaveTitle(`${title} · Latchkey`);
}

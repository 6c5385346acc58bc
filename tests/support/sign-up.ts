import { expect, type Page } from "@playwright/test";
import { linkIn, waitForMail } from "./inbox";
import { formWith } from "./plain-browser";
import type { Person } from "./steps";

// What forms do, in the browser of a page and by the same requests, but without loading pages.
// It is for tests about something else: loading a page takes ten times the CPU.

/** Registers somebody. Their browser waits for the confirmation; the page stays as it is. */
export async function registerWithoutPages(page: Page, person: Person): Promise<void> {
  const path = await press(page, "/register", "Create account", person);
  expect(path).toBe("/check-your-email");
}

/** Registers somebody and confirms their address. Their browser is signed in then. */
export async function signUp(page: Page, person: Person): Promise<void> {
  await registerWithoutPages(page, person);
  const link = linkIn(await waitForMail(person.address), "/confirm/");
  const answer = await page.request.get(link);
  expect(answer.url()).toMatch(/\/account\?welcome$/);
}

/** Signs somebody in. */
export async function signInWithoutPages(page: Page, person: Person): Promise<void> {
  const path = await press(page, "/sign-in", "Sign in", person);
  expect(path).toBe("/account");
}

/** Sends the form of a page with an address and a password, and returns where that leads. */
async function press(
  page: Page,
  path: string,
  button: string,
  { address, password }: Person,
): Promise<string> {
  const form = await page.request.get(path);
  const { hidden } = formWith(await form.text(), button);
  const answer = await page.request.post(path, {
    headers: { origin: new URL(form.url()).origin },
    multipart: { ...hidden, email: address, password },
  });
  return new URL(answer.url()).pathname;
}

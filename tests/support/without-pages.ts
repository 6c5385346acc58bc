import { expect, type Page } from "@playwright/test";
import { linkIn, waitForMail } from "./inbox";
import { formWith } from "./plain-browser";
import type { Person } from "./steps";

// For tests about something else: the requests of the forms, sent in a page's browser without
// loading the pages, which takes ten times the CPU. The page itself stays as it is.

/** Registers a person, up to the waiting page. */
export async function registerWithoutPages(page: Page, person: Person): Promise<void> {
  await press(page, "/register", "Create account", person, /\/check-your-email$/);
}

/** Registers a person and opens the confirmation link, up to their account. */
export async function signUp(page: Page, person: Person): Promise<void> {
  await registerWithoutPages(page, person);
  const answer = await page.request.get(linkIn(await waitForMail(person.address), "/confirm/"));
  expect(answer.url()).toMatch(/\/account\?welcome$/);
  expect(await answer.text()).toContain(person.address);
}

/** Signs a person in, up to their account. */
export async function signInWithoutPages(page: Page, person: Person): Promise<void> {
  await press(page, "/sign-in", "Sign in", person, /\/account$/);
}

/** Sends a page's form with an address and a password, and expects where it leads to. */
async function press(
  page: Page,
  path: string,
  button: string,
  { address, password }: Person,
  destination: RegExp,
): Promise<void> {
  const form = await page.request.get(path);
  const answer = await page.request.post(path, {
    headers: { origin: new URL(form.url()).origin },
    multipart: { ...formWith(await form.text(), button).hidden, email: address, password },
  });
  expect(answer.url()).toMatch(destination);
  expect(await answer.text()).toContain(address);
}

import { expect, type Page } from "@playwright/test";

export interface Person {
  address: string;
  password: string;
}

/** Fills in the form on /register and sends it, whatever comes of it. */
export async function fillInRegistration(page: Page, { address, password }: Person): Promise<void> {
  await page.goto("/register");
  await page.getByLabel("Email", { exact: true }).fill(address);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
}

/** Registers somebody, up to the waiting page. */
export async function register(page: Page, person: Person): Promise<void> {
  await fillInRegistration(page, person);
  await expectWaiting(page, person);
}

/** Fills in the form on /sign-in and sends it, whatever comes of it. */
export async function fillInSignIn(page: Page, { address, password }: Person): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email", { exact: true }).fill(address);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Signs somebody in, up to their account. */
export async function signIn(page: Page, person: Person): Promise<void> {
  await fillInSignIn(page, person);
  await expectSignedIn(page, person);
}

/** Signs out from the account page. */
export async function signOut(page: Page): Promise<void> {
  await page.goto("/account");
  await page.getByRole("main").getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/");
}

/** Tries address and password in a browser that holds nothing, and is turned away. */
export async function expectPasswordRefused(page: Page, person: Person): Promise<void> {
  await fillInSignIn(page, person);
  await expect(page.getByText("Wrong email or password.")).toBeVisible();
}

/**
 * Tries the password of a registration that proved nothing, and is shown the waiting page,
 * as if the address had no account.
 */
export async function expectSentToWait(page: Page, person: Person): Promise<void> {
  await fillInSignIn(page, person);
  await expectWaiting(page, person);
  await expectSignedOut(page);
}

/** The page is somebody's account. */
export async function expectSignedIn(
  page: Page,
  { address }: Pick<Person, "address">,
): Promise<void> {
  await expect(page).toHaveURL(/\/account(\?welcome)?$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Account");
  await expect(page.getByRole("main").getByText(address, { exact: true })).toBeVisible();
}

/** Nobody is signed in in this browser: the account page leads away. */
export async function expectSignedOut(page: Page): Promise<void> {
  await page.goto("/account");
  await expect(page).toHaveURL("/sign-in");
}

/** The page waits for somebody to confirm. */
export async function expectWaiting(
  page: Page,
  { address }: Pick<Person, "address">,
): Promise<void> {
  await expect(page).toHaveURL(/\/check-your-email(\?(resent|corrected|unconfirmed))?$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Check your email");
  await expect(page.getByRole("main").getByText(address)).toBeVisible();
}

/** The waiting page, though looked at anew, lets nobody in. */
export async function expectStillWaiting(
  page: Page,
  person: Pick<Person, "address">,
): Promise<void> {
  const state = await page.request.get("/check-your-email/state");
  expect(await state.json()).toMatchObject({ phase: "waiting" });
  await page.goto("/check-your-email");
  await expectWaiting(page, person);
  await expectSignedOut(page);
}

/** Types a code on the waiting page. */
export async function typeCode(page: Page, code: string): Promise<void> {
  await page.getByLabel("Confirmation code").fill(code);
  await page.getByRole("button", { name: "Confirm", exact: true }).click();
}

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
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
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

/**
 * Types a code. A whole code that is new is sent by itself where scripts run, else the button
 * is pressed.
 */
export async function typeIntoCodeField(
  page: Page,
  { label, button, digits }: { label: string; button: string; digits: number },
  code: string,
): Promise<void> {
  const field = page.getByLabel(label);
  const isNew = await field.evaluate(
    (input: HTMLInputElement, typed) =>
      input.value !== typed && !matchMedia("(scripting: none)").matches,
    code,
  );
  // A page that has just been loaded may not listen yet.
  const isSent =
    isNew &&
    code.replace(" ", "").length === digits &&
    page
      .waitForRequest((request) => request.method() === "POST", { timeout: 2_000 })
      .then(
        () => true,
        () => false,
      );
  await field.fill(code);
  if (!(await isSent)) await page.getByRole("button", { name: button, exact: true }).click();
}

const CONFIRMATION_CODE = { label: "Confirmation code", button: "Confirm", digits: 6 };

/** Types a code on the waiting page. */
export const typeCode = (page: Page, code: string) =>
  typeIntoCodeField(page, CONFIRMATION_CODE, code);

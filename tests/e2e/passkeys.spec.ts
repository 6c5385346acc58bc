import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "../support/fixtures";
import { letSessionsGoStale } from "../support/let-sessions-go-stale";
import { expectSignedIn, fillInSignIn, signOut } from "../support/steps";
import { addAuthenticator, type VirtualAuthenticator } from "../support/virtual-authenticator";
import { signUp } from "../support/without-pages";

// Each test gives its browser an authenticator, and no other test may find it there.
test.use({
  isBrowserChanged: true,
  // One goes offline.
  toleratedConsoleErrors: [/ERR_INTERNET_DISCONNECTED/],
});

const main = (page: Page) => page.getByRole("main");

/** Adds a passkey to the account that is signed in, and leaves the recovery codes. */
async function addPasskey(page: Page): Promise<void> {
  await page.goto("/account/security/passkeys");
  await page.getByRole("button", { name: "Create a passkey" }).click();
  await page.getByRole("link", { name: "I’ve saved my codes" }).click();
  await expect(page).toHaveURL("/account/security");
}

/**
 * Presses the button on /sign-in, and the authenticator. What was asked for before somebody is there,
 * the browser's suggestions, is not answered by them; what is asked for afterwards is.
 */
async function pressSignIn(page: Page, authenticator: VirtualAuthenticator): Promise<void> {
  await page.waitForFunction(() => (window as unknown as Counting).suggesting === 1);
  await authenticator.setPresent(true);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
}

type Counting = { suggesting: number };

/** Counts in each page how often the browser is offering passkeys among its suggestions. */
function countSuggestions(): void {
  const counting = window as unknown as Counting;
  counting.suggesting = 0;
  const get = navigator.credentials.get.bind(navigator.credentials);
  navigator.credentials.get = (options) => {
    const asked = get(options);
    if (options?.mediation !== "conditional") return asked;
    counting.suggesting += 1;
    return asked.finally(() => (counting.suggesting -= 1));
  };
}

test.beforeEach(({ page }) => page.addInitScript(countSuggestions));

test("a passkey is offered once, to a new account, and proves the second step from then on", async ({
  page,
  person,
}) => {
  const ann = person("ann");
  const authenticator = await addAuthenticator(page);
  await authenticator.setPresent(true);
  await signUp(page, ann);
  await page.goto("/account?welcome");
  await expect(page.getByText("Sign in without a password next time")).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expectSignedIn(page, ann);
  await expect(page.getByText("Sign in without a password next time")).toBeHidden();

  await page.goto("/account?welcome");
  await page.getByRole("link", { name: "Create a passkey" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Add a passkey");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create a passkey" }).click();
  await expect(page.getByRole("heading", { name: "Save your recovery codes" })).toBeVisible();
  expect(await authenticator.count()).toBe(1);
  await page.getByRole("link", { name: "I’ve saved my codes" }).click();
  await expect(page.getByText("Two-step verification is on")).toBeVisible();
  await page.goto("/account?welcome");
  await expectSignedIn(page, ann);
  await expect(page.getByText("Sign in without a password next time")).toBeHidden();

  await authenticator.setPresent(false);
  await signOut(page);
  await fillInSignIn(page, ann);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("One more step");
  await expectAccessible(page);
  await authenticator.setPresent(true);
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expectSignedIn(page, ann);
});

test("a passkey signs in without a password, by a button and by the browser's suggestions", async ({
  page,
  person,
  database,
}) => {
  const ann = person("ann");
  const authenticator = await addAuthenticator(page);
  await authenticator.setPresent(true);
  await signUp(page, ann);
  await addPasskey(page);

  await authenticator.setPresent(false);
  await signOut(page);
  await page.goto("/sign-in?next=/account/security/passkeys");
  await expectAccessible(page);
  await pressSignIn(page, authenticator);
  // It is a fresh proof of both factors: nothing is asked again, and later it is one, too.
  await expect(page).toHaveURL("/account/security/passkeys");
  await letSessionsGoStale(database, ann.address);
  await page.goto("/account/data/download");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Confirm it’s you");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page.getByText("Your data is ready")).toBeVisible();

  await signOut(page);
  await page.goto("/sign-in");
  await expectSignedIn(page, ann);
});

test("what keeps a passkey from signing in or from being made is told, and the password still works", async ({
  page,
  person,
}) => {
  const ann = person("ann");
  const authenticator = await addAuthenticator(page);
  await authenticator.setPresent(true);
  await signUp(page, ann);
  await addPasskey(page);
  await page.goto("/account/security/passkeys");
  await page.getByRole("button", { name: "Create a passkey" }).click();
  await expect(page.getByText("This device already has a passkey")).toBeVisible();

  await page.goto("/account/security");
  await page.getByRole("link", { name: /^Remove ?: Passkey/ }).click();
  await page.getByRole("button", { name: "Yes, remove" }).click();
  await expect(page.getByText("Two-step verification is off")).toBeVisible();
  await authenticator.setPresent(false);
  await signOut(page);
  // To nobody else it is told what to ask a browser for.
  for (const address of ["new", `second-factor?id=${randomUUID()}`, "second-factor?id=1"])
    expect((await page.request.post(`/api/passkeys/${address}`)).status()).toBe(404);
  await page.goto("/sign-in");
  const refused = page.waitForResponse(
    (response) =>
      response.request().method() === "POST" && new URL(response.url()).pathname === "/sign-in",
  );
  await pressSignIn(page, authenticator);
  await refused;
  // Else it would answer the suggestions that are offered anew, again and again.
  await authenticator.setPresent(false);
  await expect(page.getByText("This passkey can’t sign you in here.")).toBeVisible();
  await expectAccessible(page);

  await authenticator.setVerified(false);
  await pressSignIn(page, authenticator);
  await expect(page.getByText("No passkey was used. Try again")).toBeVisible();
  await authenticator.setPresent(false);
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(main(page).getByText("You seem to be offline.")).toBeVisible();
  await page.context().setOffline(false);
  await authenticator.setPresent(false);
  await fillInSignIn(page, ann);
  await expectSignedIn(page, ann);
});

test("passkeys are several, each with a name of its own, and removed one by one", async ({
  page,
  person,
}) => {
  const ann = person("ann");
  const phone = await addAuthenticator(page);
  await phone.setPresent(true);
  await signUp(page, ann);
  await addPasskey(page);
  await main(page)
    .getByText(/^Rename/)
    .click();
  await page.getByLabel("Name", { exact: true }).fill("  ");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Enter a name")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Name", { exact: true }).fill("Ann’s <phone>");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Name changed")).toBeVisible();
  await expect(main(page).getByText("Ann’s <phone>", { exact: true })).toBeVisible();

  await phone.setPresent(false);
  const key = await addAuthenticator(page, "usb");
  await key.setPresent(true);
  await page.goto("/account/security/passkeys");
  await page.getByRole("button", { name: "Create a passkey" }).click();
  await expect(page.getByText("Passkey added")).toBeVisible();
  await expect(page.getByRole("link", { name: /^Remove ?: / })).toHaveCount(2);
  await page.getByRole("link", { name: /^Remove ?: Ann’s <phone>$/ }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Yes, remove" }).click();
  await expect(page.getByRole("link", { name: /^Remove ?: / })).toHaveCount(1);
  await expect(page.getByText("Two-step verification is on")).toBeVisible();
});

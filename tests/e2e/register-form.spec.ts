import type { Page } from "@playwright/test";
import { rowsOf } from "../support/account-rows";
import { expect, test } from "../support/fixtures";
import { expectSignedIn, expectWaiting, fillInRegistration, register } from "../support/steps";

const emailOf = (page: Page) => page.getByLabel("Email", { exact: true });
const passwordOf = (page: Page) => page.getByLabel("Password", { exact: true });

test.describe("a page that was opened before a deployment", () => {
  test.use({ toleratedConsoleErrors: [/status of 409|UnrecognizedActionError/] });

  test("is loaded anew when its form is sent, with what was typed", async ({ page, person }) => {
    const ann = person("ann");
    await page.route("**/register", (route) => {
      const headers = route.request().headers();
      if (!("next-action" in headers)) return route.continue();
      // An action that the server does not know.
      return route.continue({ headers: { ...headers, "next-action": `60${"0".repeat(40)}` } });
    });
    // A page that is that old has had the time for what comes right after it.
    await page.goto("/register", { waitUntil: "networkidle" });
    await emailOf(page).fill(ann.address);
    await passwordOf(page).fill(ann.password);
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByText("This page was out of date")).toBeVisible();
    await expect(page).toHaveURL(/\/register\?outdated/);
    await expect(page.getByLabel("Email", { exact: true })).toHaveValue(ann.address);
    await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
  });
});

test.describe("a browser that is offline", () => {
  // Chromium writes that it did not reach the server, which was asked.
  test.use({ isBrowserChanged: true, toleratedConsoleErrors: [/ERR_INTERNET_DISCONNECTED/] });

  test("sends no form, says so, and keeps what was typed", async ({ page, context, person }) => {
    const ann = person("ann");
    // A browser that has the page has had the time for what comes right after it.
    await page.goto("/register", { waitUntil: "networkidle" });
    await emailOf(page).fill(ann.address);
    await passwordOf(page).fill(ann.password);
    await context.setOffline(true);
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByText("You seem to be offline. Nothing was sent.")).toBeVisible();
    await expect(passwordOf(page)).toHaveValue(ann.password);
    await context.setOffline(false);
    await expect(page.getByText("You seem to be offline.")).toHaveCount(0);
    await page.getByRole("button", { name: "Create account" }).click();
    await expectWaiting(page, ann);
  });
});

test("each mistake stands at its field, and the first one gets the focus", async ({ page }) => {
  await page.goto("/register");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(emailOf(page)).toHaveAccessibleDescription("Enter your email address");
  await expect(passwordOf(page)).toHaveAccessibleDescription(/Choose a password$/);
  for (const field of [emailOf(page), passwordOf(page)]) {
    await expect(field).toHaveAttribute("aria-invalid", "true");
  }
  await expect(emailOf(page)).toBeFocused();
});

test("a refused password is never sent back, and stays in its field to be mended", async ({
  page,
  person,
}) => {
  const { address } = person("ann");
  const password = "qwertyuiop12";
  const bodies: string[] = [];
  await page.route("/register", async (route) => {
    const response = await route.fetch();
    bodies.push(await response.text());
    await route.fulfill({ response });
  });
  await fillInRegistration(page, { address, password });
  await expect(passwordOf(page)).toHaveAccessibleDescription(/too easy to guess|common password/);
  await expect(passwordOf(page)).toBeFocused();
  await expect(passwordOf(page)).toHaveValue(password);
  await expect(page.getByText("Easy to guess")).toBeVisible();
  await expect(emailOf(page)).toHaveValue(address);
  await expect(emailOf(page)).not.toHaveAttribute("aria-invalid");
  expect(bodies, "the form and the answer to it").toHaveLength(2);
  expect(bodies.join()).toContain(address);
  expect(bodies.join()).not.toContain(password);
  expect(await page.content()).not.toContain(password);
});

test("a new password is judged while it is typed, by the rules of the server", async ({ page }) => {
  await page.goto("/register");
  await emailOf(page).fill("ann@example.com");
  const strength = page.getByRole("main").locator("[aria-live]");
  for (const [password, said] of [
    ["short", "Too short"],
    ["qwertyuiop12", "Easy to guess"],
    ["plum-tractor-84-velvet", "Strong"],
  ] as const) {
    await passwordOf(page).fill("");
    await passwordOf(page).pressSequentially(password);
    await expect(strength.getByText(said, { exact: true })).toBeVisible();
  }
});

test("an address that was typed waits in the form that comes next, and leaves with the tab", async ({
  page,
  person,
  context,
}) => {
  const { address } = person("ann");
  await page.goto("/register", { waitUntil: "networkidle" });
  await emailOf(page).fill(address);
  await page.getByRole("link", { name: "Sign in" }).click();
  await expect(emailOf(page)).toHaveValue(address);
  await page.getByRole("link", { name: "Forgot password?" }).click();
  await expect(emailOf(page)).toHaveValue(address);
  const otherTab = await context.newPage();
  await otherTab.goto("/sign-in");
  await expect(emailOf(otherTab)).toHaveValue("");
});

test("what is wrong in a field is said when the field is left, and unsaid when it is mended", async ({
  page,
}) => {
  await page.goto("/register", { waitUntil: "networkidle" });
  await emailOf(page).fill("ann at example.com");
  await page.keyboard.press("Tab");
  await expect(emailOf(page)).toHaveAccessibleDescription(/in the format name@example\.com/);
  await emailOf(page).fill("ann@example.com");
  await page.keyboard.press("Tab");
  await expect(emailOf(page)).not.toHaveAttribute("aria-invalid");
  await expect(page.getByText("in the format name@example.com")).toHaveCount(0);
});

test("an obvious slip in the address is offered as a correction, taken by one click and never forced", async ({
  page,
  person,
}) => {
  const { address, password } = person("ann");
  const [local] = address.split("@");
  await page.goto("/register", { waitUntil: "networkidle" });
  await emailOf(page).fill(`${local}@gmial.com`);
  await page.keyboard.press("Tab");
  await page.getByRole("button", { name: `${local}@gmail.com` }).click();
  await expect(emailOf(page)).toHaveValue(`${local}@gmail.com`);
  await expect(page.getByText("Did you mean")).toHaveCount(0);

  const odd = { address: `${local}@gmial.com`, password };
  await register(page, odd);
});

test("“Wrong email address?” sends the email to the right one, twice, without the password being typed again", async ({
  page,
  person,
  inbox,
}) => {
  const slip = person("ann");
  await register(page, slip);
  const wrongLink = inbox.linkIn(await inbox.waitForMail(slip.address), "/confirm/");
  for (const right of [person("ann"), person("anne")]) {
    await page.getByText("Wrong email address?").click();
    await emailOf(page).fill(right.address);
    await page.getByRole("button", { name: "Update and resend" }).click();
    await expectWaiting(page, right);
    await expect(page.locator(":focus")).toContainText("We’re sending an email to the new");
    slip.address = right.address;
  }
  await page.getByRole("link", { name: "Wrong email address?" }).click();
  await expect(page).toHaveURL(/\/register/);
  await expect(emailOf(page)).toHaveValue(slip.address);

  await page.goto(wrongLink);
  await expect(page.getByRole("heading", { name: "no longer valid" })).toBeVisible();
  await page.goto(inbox.linkIn(await inbox.waitForMail(slip.address), "/confirm/"));
  await expectSignedIn(page, slip);
});

test("a double click on “Create account” makes one registration and one email", async ({
  page,
  inbox,
  person,
  database,
}) => {
  const ann = person("ann");
  await page.goto("/register");
  await emailOf(page).fill(ann.address);
  await passwordOf(page).fill(ann.password);
  await page.getByRole("button", { name: "Create account" }).dblclick();
  await expectWaiting(page, ann);
  await expect(page.getByText("Delivered", { exact: true })).toBeVisible();
  expect((await rowsOf(database, ann.address)).registrations).toHaveLength(1);
  expect(await inbox.mailsTo(ann.address)).toHaveLength(1);
});

test("a password can be pasted and looked at", async ({ page, person }) => {
  const { password } = person();
  await page.goto("/register");
  await emailOf(page).fill(password);
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.press("ControlOrMeta+X");
  await passwordOf(page).focus();
  await page.keyboard.press("ControlOrMeta+V");
  await expect(passwordOf(page)).toHaveValue(password);

  const show = page.getByRole("button", { name: "Show characters" });
  await expect(passwordOf(page)).toHaveAttribute("type", "password");
  await show.click();
  await expect(show).toHaveAttribute("aria-pressed", "true");
  await expect(passwordOf(page)).toHaveAttribute("type", "text");
  await show.click();
  await expect(passwordOf(page)).toHaveAttribute("type", "password");
});

test("somebody without a mouse registers by Tab and Enter", async ({ page, person }) => {
  const ann = person("ann");
  await page.goto("/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Create account" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/register");

  for (let press = 1; press <= 3; press += 1) await page.keyboard.press("Tab");
  await expect(emailOf(page)).toBeFocused();
  await page.keyboard.type(ann.address);
  await page.keyboard.press("Tab");
  await expect(passwordOf(page)).toBeFocused();
  await page.keyboard.type(ann.password);
  await page.keyboard.press("Enter");
  await expectWaiting(page, ann);
});

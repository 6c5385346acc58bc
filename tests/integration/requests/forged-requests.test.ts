import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db";
import { startApp, type RunningApp } from "../../support/app";
import { PlainBrowser } from "../../support/plain-browser";
import { stateOf } from "../../support/state-of";
import { aPasswordReset, anAddressChange } from "../../support/recoveries";
import {
  anAccount,
  anAddress,
  aRegistration,
  OTHER_PASSWORD,
  PASSWORD,
} from "../../support/registrations";

let app: RunningApp;

beforeAll(async () => {
  app = await startApp({ env: { DATABASE_URL: process.env.DATABASE_URL! } });
});

afterAll(() => app.stop());

const aVisitor = () => new PlainBrowser(app.url);

/** Somebody signed in a moment ago, in a browser of theirs. */
async function someoneSignedIn() {
  const account = await anAccount();
  const browser = aVisitor();
  await browser.open("/sign-in");
  await browser.press("Sign in", { email: account.address, password: PASSWORD });
  return { ...account, browser };
}

describe("a form that another website sends in somebody's name", () => {
  test.each<{ path: string; button: string; fields: Record<string, string> }>([
    { path: "/account", button: "Sign out", fields: {} },
    {
      path: "/account/password",
      button: "Change password",
      fields: { currentPassword: PASSWORD, newPassword: OTHER_PASSWORD },
    },
    {
      path: "/account/address",
      button: "Change email",
      fields: { email: "thief@example.com", password: PASSWORD },
    },
    { path: "/account/sessions", button: "Sign out all other devices", fields: {} },
    { path: "/account/delete", button: "Delete my account", fields: { password: PASSWORD } },
  ])("does nothing on $path", async ({ path, button, fields }) => {
    const { address, browser } = await someoneSignedIn();
    // Another browser of theirs, so that there is something to sign out of.
    const other = aVisitor();
    await other.open("/sign-in");
    await other.press("Sign in", { email: address, password: PASSWORD });
    await browser.open(path);
    const form = { ...browser.hiddenFields(button), ...fields };
    const before = await stateOf(address);
    const { status } = await browser.post(path, form, "https://evil.example");
    expect(status).toBeGreaterThanOrEqual(400);
    expect(await stateOf(address)).toBe(before);
    expect((await browser.open("/account")).path).toBe("/account");

    await browser.post(path, form);
    expect(await stateOf(address)).not.toBe(before);
  });

  test("opens no link's page for them: neither a new password, nor undo, nor “not me”", async () => {
    const account = await anAccount();
    const reset = await aPasswordReset(account.address);
    const change = await anAddressChange(account.userId);
    const registration = await aRegistration();
    for (const { link, page, button, fields, address } of [
      {
        link: `/reset-password/${reset.token}`,
        page: "/reset-password",
        button: "Set new password",
        fields: { password: OTHER_PASSWORD },
        address: account.address,
      },
      {
        link: `/undo/${change.undoToken}`,
        page: "/undo",
        button: "Undo the change",
        fields: {},
        address: account.address,
      },
      {
        link: `/not-me/${registration.notMeToken}`,
        page: "/not-me",
        button: "This wasn’t me",
        fields: {},
        address: registration.address,
      },
    ]) {
      const browser = aVisitor();
      await browser.open(link);
      const form = { ...browser.hiddenFields(button), ...fields };
      const before = await stateOf(address);
      await browser.post(page, form, "https://evil.example");
      expect(await stateOf(address)).toBe(before);
    }
  });
});

describe("a redirect to somewhere else", () => {
  test.each([
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/account/../../evil",
    "javascript:alert(1)",
    "https://evil.example/account",
  ])("is not to be had: %s", async (target) => {
    const { address, browser } = await someoneSignedIn();
    const query = new URLSearchParams({ next: target, callbackUrl: target });
    expect((await browser.open(`/sign-in?${query}`)).path).toBe("/account");
    await db.session.updateMany({ data: { authenticatedAt: new Date(0) } });
    await browser.open(`/account/confirm-identity?${query}`);
    expect((await browser.press("Continue", { password: PASSWORD })).path).toBe("/account");

    const stranger = aVisitor();
    await stranger.open(`/sign-in?${query}`);
    const form = stranger.hiddenFields("Sign in");
    const forged = { ...form, email: address, password: PASSWORD, next: target };
    const answer = await stranger.post("/sign-in", forged);
    expect(new URL(answer.headers.location ?? "", app.url).href).toBe(`${app.url}/account`);
  });

  test("is not to be had from Auth.js's own pages either", async () => {
    const { browser } = await someoneSignedIn();
    const csrf = await browser.send("GET", "/api/auth/csrf");
    const { csrfToken } = JSON.parse(csrf.body) as { csrfToken: string };
    const answer = await browser.send("POST", "/api/auth/signout", {
      body: new URLSearchParams({ csrfToken, callbackUrl: "https://evil.example" }).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded", origin: app.url },
    });
    expect(answer.headers.location ?? "").not.toContain("evil.example");
    const page = await aVisitor().send("GET", "/api/auth/signin?callbackUrl=https://evil.example");
    expect(page.headers.location ?? "").not.toMatch(/^https?:\/\/evil/);
  });
});

/** Two tabs of one browser. */
function twoTabs(): [PlainBrowser, PlainBrowser] {
  const first = aVisitor();
  return [first, first.anotherTab()];
}

async function signIn(tab: PlainBrowser, address: string) {
  await tab.open("/sign-in");
  return tab.press("Sign in", { email: address, password: PASSWORD });
}

type AccountForm = { path: string; button: string; fields?: Record<string, string> };

const accountForms: AccountForm[] = [
  { path: "/account", button: "Sign out" },
  {
    path: "/account/password",
    button: "Change password",
    fields: { currentPassword: PASSWORD, newPassword: OTHER_PASSWORD },
  },
  {
    path: "/account/address",
    button: "Change email",
    fields: { email: "moved@example.com", password: PASSWORD },
  },
  { path: "/account/address", button: "Cancel change" },
  { path: "/account/sessions", button: "Sign out all other devices" },
  { path: "/account/sessions", button: "device " },
  { path: "/account/delete", button: "Delete my account", fields: { password: PASSWORD } },
];

describe("a form of an account", () => {
  test.each(accountForms)(
    "on $path changes nothing once somebody else is signed in: $button",
    async ({ path, button, fields }) => {
      const [a, b] = [await anAccount(), await anAccount()];
      const [one, two] = twoTabs();
      await signIn(aVisitor(), a.address);
      await signIn(one, a.address);
      await anAddressChange(a.userId);
      await anAddressChange(b.userId);
      await one.open(path);
      const form = one.hiddenFields(button);
      await two.open("/account");
      await two.press("Sign out");
      await signIn(two, b.address);
      const before = [await stateOf(a.address), await stateOf(b.address)];
      const told = await one.press(button, fields);
      expect(told.body).toContain(`You’re now signed in as ${b.address}`);
      expect(told.body).toContain("Nothing was changed.");
      // As little does a form that names nothing, or something that nobody has.
      for (const about of ["", randomUUID(), "x".repeat(5_000)]) {
        const { headers } = await one.post(path, { ...form, ...fields, about });
        expect(headers.location).toBe("/account?other-account");
      }
      expect([await stateOf(a.address), await stateOf(b.address)]).toEqual(before);
    },
  );

  test("leads whoever is signed out to sign in, and back to what they typed", async () => {
    const a = await anAccount();
    const [one, two] = twoTabs();
    await signIn(one, a.address);
    await one.open("/account/address");
    await two.open("/account");
    await two.press("Sign out");
    const email = anAddress("moved");
    const page = await one.press("Change email", { email });
    expect(page.path).toBe("/sign-in?next=/account/address");
    const back = await one.press("Sign in", { email: a.address, password: PASSWORD });
    expect(back.path).toBe("/account/address");
    expect(back.body).toContain(`value="${email}"`);

    await one.press("Change email", { email });
    const b = await anAccount();
    await two.open("/account");
    await two.press("Sign out");
    await signIn(two, b.address);
    expect((await two.open("/account/address")).body).not.toContain(email);
  });
});

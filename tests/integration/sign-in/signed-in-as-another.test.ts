import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db";
import { startApp, type RunningApp } from "../../support/app";
import { someoneSignedInAt } from "../../support/operators";
import { PlainBrowser } from "../../support/plain-browser";
import { aPasswordReset, anAddressChange } from "../../support/recoveries";
import { anAccount, aRegistration, OTHER_PASSWORD, PASSWORD } from "../../support/registrations";

let app: RunningApp;

beforeAll(async () => {
  app = await startApp({ env: { DATABASE_URL: process.env.DATABASE_URL!, LOG_LEVEL: "info" } });
});

afterAll(() => app.stop());

const liveSessions = (userId: string) => db.session.count({ where: { userId, endedAt: null } });

describe("in a browser in which somebody else is signed in", () => {
  test("a confirmation ends their session there, and the page says so", async () => {
    const { browser, userId } = await someoneSignedInAt(app.url, "member");
    const anew = await aRegistration();
    await browser.open(`/confirm/${anew.token}`);
    const page = await browser.press("Confirm email", { password: PASSWORD });
    expect(page.path).toBe("/account?welcome&switched");
    expect(page.body).toContain("You’re now signed in with a different account");
    expect(page.body).toContain(anew.address);
    expect([await liveSessions(userId), await liveSessions(anew.userId)]).toEqual([0, 1]);
  });

  test("a sign-in from a page that was open before ends their session, and the page says so", async () => {
    const ben = await anAccount();
    const form = new PlainBrowser(app.url);
    await form.open("/sign-in");
    const fields = form.hiddenFields("Sign in");
    const { browser, userId } = await someoneSignedInAt(app.url, "member");
    const ended = { ...fields, email: ben.address, password: PASSWORD };
    const { headers } = await browser.post("/sign-in", ended);
    expect(headers.location).toMatch(/\/account\?switched$/);
    expect([await liveSessions(userId), await liveSessions(ben.userId)]).toEqual([0, 1]);
  });

  test("a new password says for whom it was chosen, and who is still signed in", async () => {
    const { browser, address } = await someoneSignedInAt(app.url, "member");
    const other = await anAccount();
    const { token } = await aPasswordReset(other.address);
    await browser.open(`/reset-password/${token}`);
    const page = await browser.press("Set new password", { password: OTHER_PASSWORD });
    expect(page.path).toBe("/sign-in?reset");
    for (const said of ["Password changed", other.address, address, "Sign out"])
      expect(page.body).toContain(said);
  });

  test("a change of address says for whom it was made, and who is still signed in", async () => {
    const { browser, address } = await someoneSignedInAt(app.url, "member");
    const other = await anAccount();
    const { token, to } = await anAddressChange(other.userId);
    await browser.open(`/confirm-address/${token}`);
    const page = await browser.press("Use this email", { password: PASSWORD });
    expect(page.path).toBe("/sign-in?address-changed");
    for (const said of ["Email changed", to, address]) expect(page.body).toContain(said);
  });
});

test("entering the password again makes a copy of the session’s cookie worthless", async () => {
  const { browser, userId } = await someoneSignedInAt(app.url, "member");
  await db.session.updateMany({ where: { userId }, data: { authenticatedAt: new Date(0) } });
  const [copied] = await db.session.findMany({ where: { userId, endedAt: null } });
  await browser.open("/account/data/download");
  const { path } = await browser.press("Continue", { password: PASSWORD });
  expect(path).toBe("/account/data?confirmed");
  const { endedAt } = await db.session.findUniqueOrThrow({ where: { id: copied!.id } });
  expect(endedAt).not.toBeNull();
  expect(await liveSessions(userId)).toBe(1);
});

describe("a browser", () => {
  test("keeps its key for a year from each sign-in", async () => {
    const { address } = await anAccount();
    const browser = new PlainBrowser(app.url);
    await browser.open("/sign-in");
    const form = { ...browser.hiddenFields("Sign in"), email: address, password: PASSWORD };
    const { headers } = await browser.post("/sign-in", form);
    const cookie = headers["set-cookie"]?.find((each) => each.startsWith("latchkey.browser="));
    expect(cookie).toMatch(/Max-Age=31536000/i);
  });

  test("that refuses cookies reads why it is led back to sign in, and at a link", async () => {
    const { address } = await anAccount();
    const browser = new PlainBrowser(app.url);
    await browser.open("/sign-in");
    const form = { ...browser.hiddenFields("Sign in"), email: address, password: PASSWORD };
    expect((await browser.post("/sign-in", form)).headers.location).toMatch(/\/account$/);
    // What a browser does next that has kept nothing.
    const forgetful = new PlainBrowser(app.url);
    forgetful.headers.referer = `${app.url}/sign-in`;
    const page = await forgetful.open("/account");
    expect(page.path).toBe("/sign-in?cookies");
    expect(page.body).toContain("Your browser is blocking cookies");
    for (const path of ["/confirm", "/reset-password", "/check-your-email", "/undo"])
      expect((await forgetful.open(path)).body).toContain("is blocking cookies");
  });

  test("that sends a damaged session is rid of it at once, and nobody reads of it in the log", async () => {
    const browser = new PlainBrowser(app.url);
    const headers = { cookie: "latchkey.session=garbage" };
    for (const path of ["/", "/sign-in", "/account"]) {
      const answer = await browser.send("GET", path, { headers });
      expect(answer.headers["set-cookie"]?.join()).toMatch(/latchkey\.session=;.*Max-Age=0/i);
    }
    const shaped = `latchkey.session=eyJhbGciOiJkaXIifQ..${"a".repeat(22)}.${"b".repeat(40)}.c`;
    await browser.send("GET", "/account", { headers: { cookie: shaped } });
    await browser.send("GET", "/api/auth/session", { headers });
    expect(app.output().match(/.*Auth\.js failed.*/)).toBeNull();
    expect(app.output()).not.toMatch(/"level":(50|"error")/);
  });

  test("signs in whatever page it says it comes from", async () => {
    const { address } = await anAccount();
    const browser = new PlainBrowser(app.url);
    browser.headers.referer = "no address at all";
    await browser.open("/sign-in");
    const page = await browser.press("Sign in", { email: address, password: PASSWORD });
    expect(page.path).toBe("/account");
  });
});

describe("of Auth.js", () => {
  test.each([
    ["GET", "signin"],
    ["GET", "providers"],
    ["GET", "error"],
    ["GET", "anything/else"],
    ["POST", "callback/session"],
    ["POST", "signin/session"],
    ["POST", "session"],
  ])("%s %s is not there", async (method, path) => {
    const { status } = await new PlainBrowser(app.url).send(method, `/api/auth/${path}`);
    expect(status).toBe(404);
  });

  test("a sign-out without its token is refused, and is no fault of ours", async () => {
    const { browser, userId } = await someoneSignedInAt(app.url, "member");
    await browser.send("POST", "/api/auth/signout", {
      body: "callbackUrl=%3A",
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    expect(await liveSessions(userId)).toBe(1);
    expect(app.output().match(/.*Auth\.js failed.*/)).toBeNull();
  });
});

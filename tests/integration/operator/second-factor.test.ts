import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db";
import { startApp, type RunningApp } from "../../support/app";
import { someoneSignedInAt } from "../../support/operators";
import { PlainBrowser } from "../../support/plain-browser";
import { anAccount, PASSWORD } from "../../support/registrations";
import { addApp, anAccountWithApp } from "../../support/second-factors";

let app: RunningApp;

beforeAll(async () => {
  const env = { DATABASE_URL: process.env.DATABASE_URL!, OPERATOR_REQUIRES_SECOND_FACTOR: "on" };
  app = await startApp({ env });
});

afterAll(() => app.stop());

const isLocked = async (userId: string) =>
  (await db.user.findUniqueOrThrow({ where: { id: userId } })).lockedAt !== null;

/** Takes the second step with a recovery code; the page that asks for it is open. */
async function takeSecondStep(browser: PlainBrowser, step: { path: string }, code: string) {
  expect(step.path).toContain("/sign-in/second-factor?id=");
  await browser.open(`${step.path}&way=recovery_code`);
  return browser.press("Continue", { code });
}

/** An operator with an app and recovery codes, who is signed in by one of these. */
async function anOperatorWithFactor() {
  const account = await anAccountWithApp();
  await db.user.update({ where: { id: account.userId }, data: { role: "operator" } });
  const browser = new PlainBrowser(app.url);
  await browser.open("/sign-in");
  const step = await browser.press("Sign in", { email: account.address, password: PASSWORD });
  await takeSecondStep(browser, step, account.codes[0]!);
  return { ...account, browser };
}

describe("where operators need a second factor", () => {
  test("one without any is led to add it from every page, and told why", async () => {
    const { browser } = await someoneSignedInAt(app.url, "operator");
    const member = await anAccount();
    const pages = [
      ...["", "/users", "/audit", "/doctor", "/users/export", "/replay?code=sandbox"],
      ...[`/people/${member.userId}`, `/people/act/lock?user=${member.userId}`],
    ];
    for (const page of pages) {
      const led = await browser.open(`/operator${page}`);
      expect([page, led.path]).toEqual([page, "/account/security?operator"]);
      expect(led.body).toContain("The console only opens after a second step");
      expect(led.body).not.toContain(member.address);
    }
  });

  test("nothing is done by a form that an operator sends without it", async () => {
    const { browser, userId, codes } = await anOperatorWithFactor();
    const member = await anAccount();
    const path = `/operator/people/act/lock?user=${member.userId}`;
    await browser.open(path);
    const form = { ...browser.hiddenFields("Lock"), reason: "A test" };

    await db.session.updateMany({ where: { userId }, data: { factorProvedAt: null } });
    const unproved = await browser.post(path, form);
    expect(unproved.headers.location).toContain("/account/confirm-identity?next=");
    await db.secondFactor.deleteMany({ where: { userId } });
    const without = await browser.post(path, form);
    expect(without.headers.location).toContain("/account/security?operator");
    expect(await isLocked(member.userId)).toBe(false);
    expect(codes).toHaveLength(10);
  });

  test("one in a trusted browser proves it first and comes back to the page", async () => {
    const { browser, userId, codes } = await anOperatorWithFactor();
    expect((await browser.open("/operator/users")).path).toBe("/operator/users");
    await db.session.updateMany({ where: { userId }, data: { factorProvedAt: null } });
    const asked = await browser.open("/operator/users?state=locked");
    expect(asked.path).toContain("/account/confirm-identity?next=");
    const step = await browser.press("Continue", { password: PASSWORD });
    const back = await takeSecondStep(browser, step, codes[1]!);
    expect(back.path).toBe("/operator/users?state=locked");
  });

  test("to everybody else the console does not exist, with a second factor or without", async () => {
    const { browser, userId } = await someoneSignedInAt(app.url, "member");
    expect((await browser.open("/operator")).status).toBe(404);
    await addApp(userId);
    expect((await browser.open("/operator")).status).toBe(404);
  });

  test("the page of a person shows which second factors they have, and never a secret or a number", async () => {
    const { browser } = await anOperatorWithFactor();
    const { userId, key } = await anAccountWithApp();
    const phone = { kind: "phone" as const, number: "+41791234512", confirmedAt: new Date() };
    await db.secondFactor.create({ data: { userId, ...phone } });
    const { secret } = await db.secondFactor.findFirstOrThrow({ where: { userId, kind: "app" } });
    const page = await browser.open(`/operator/people/${userId}`);
    // What React puts between two texts.
    const body = page.body.replaceAll("<!-- -->", "");
    for (const told of ["Authenticator app", "Text message, +41 … 12", "10 left", "never used"])
      expect(body).toContain(told);
    for (const hidden of [key, key.replaceAll(" ", ""), secret!, "791234512"])
      expect(body).not.toContain(hidden);
    const list = await browser.open(`/operator/users?state=second_factor&q=${userId}`);
    expect(list.body).toContain(`/operator/people/${userId}`);
  });
});

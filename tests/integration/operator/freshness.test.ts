import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db";
import { startApp, type RunningApp } from "../../support/app";
import { someoneSignedInAt } from "../../support/operators";
import { PlainBrowser } from "../../support/plain-browser";
import { anAccount, PASSWORD } from "../../support/registrations";

let app: RunningApp;

beforeAll(async () => {
  app = await startApp({ env: { DATABASE_URL: process.env.DATABASE_URL! } });
});

afterAll(() => app.stop());

const goStale = (userId: string) =>
  db.session.updateMany({ where: { userId }, data: { authenticatedAt: new Date(0) } });

/** An operator who is not signed in. */
async function anOperator() {
  const account = await anAccount();
  await db.user.update({ where: { id: account.userId }, data: { role: "operator" } });
  return account;
}

const LISTS = [
  "users",
  "registrations",
  "deliveries",
  "failed",
  "suppressions",
  "audit",
  "audit/actions",
];

describe("two hours after an operator entered the password", () => {
  test("an action does nothing before it is entered again, and leads back to its form", async () => {
    const { browser, userId } = await someoneSignedInAt(app.url, "operator");
    const member = await anAccount();
    const path = `/operator/people/act/lock?user=${member.userId}`;
    await browser.open(path);
    const form = { ...browser.hiddenFields("Lock"), reason: "A test" };
    await goStale(userId);
    const { headers } = await browser.post(path, form);
    expect(headers.location).toContain("/account/confirm-identity?next=");
    const where = { id: member.userId };
    expect((await db.user.findUniqueOrThrow({ where })).lockedAt).toBeNull();
    await browser.open(path);
    const back = await browser.press("Continue", { password: PASSWORD });
    expect(back.path).toBe(path);
    await browser.press("Lock", { reason: "A test" });
    expect((await db.user.findUniqueOrThrow({ where })).lockedAt).not.toBeNull();
  });

  test("they still see their pages", async () => {
    const { browser, userId } = await someoneSignedInAt(app.url, "operator");
    await goStale(userId);
    expect((await browser.open("/operator/users")).path).toBe("/operator/users");
  });
});

describe("an operator who has to sign in first", () => {
  const pagesAbout = (userId: string) => [
    "/operator",
    "/operator?period=week",
    ...LISTS.map((list) => `/operator/${list}`),
    "/operator/users?q=%40example.com&state=confirmed&sort=oldest",
    "/operator/failed?code=sandbox",
    "/operator/people?address=nobody%40example.com",
    `/operator/people/${userId}`,
    `/operator/people/act/lock?user=${userId}`,
    "/operator/replay?code=sandbox",
  ];

  test("comes to the page they asked for, with its query", async () => {
    const { address, userId } = await anOperator();
    const person = await anAccount();
    for (const path of pagesAbout(person.userId)) {
      const browser = new PlainBrowser(app.url);
      const signIn = await browser.open(path);
      expect(signIn.path).toMatch(/^\/sign-in\?next=/);
      const page = await browser.press("Sign in", { email: address, password: PASSWORD });
      expect([page.status, page.path]).toEqual([200, path]);
      await db.session.deleteMany({ where: { userId } });
    }
  });

  test.each([
    "/operator/people/..%2F..%2Fexample.com",
    "/operator/people/%5C%5Cexample.com",
    "/operator/people/https:%2F%2Fexample.com",
  ])("comes to the account from an address that is no page: %s", async (path) => {
    const { address } = await anOperator();
    const browser = new PlainBrowser(app.url);
    await browser.open(path);
    const page = await browser.press("Sign in", { email: address, password: PASSWORD });
    expect(page.path).toMatch(/^\/account/);
  });
});

describe("an export of a list of operators", () => {
  test.each(LISTS)(
    "(%s) takes a fresh password, and is nothing to fetch ahead or to link to",
    async (list) => {
      const { browser, userId } = await someoneSignedInAt(app.url, "operator");
      const path = `/operator/${list}/export`;
      const exports = () => db.operatorAction.count({ where: { operatorId: userId } });
      expect((await browser.send("HEAD", path)).status).toBe(204);
      const prefetch = { headers: { "sec-purpose": "prefetch" } };
      expect((await browser.send("GET", path, prefetch)).status).toBe(204);
      const link = { headers: { "sec-fetch-site": "cross-site" } };
      expect((await browser.send("GET", path, link)).headers.location).toBe(
        `${app.url}/operator/${list}`,
      );
      await goStale(userId);
      expect((await browser.send("GET", `${path}?q=ada`)).headers.location).toContain(
        "/account/confirm-identity?next=",
      );
      expect(await exports()).toBe(0);
      await db.session.updateMany({ where: { userId }, data: { authenticatedAt: new Date() } });
      const { status, headers } = await browser.send("GET", path);
      expect([status, headers["content-type"]]).toEqual([200, expect.stringContaining("text/csv")]);
      expect(await exports()).toBe(1);
    },
  );
});

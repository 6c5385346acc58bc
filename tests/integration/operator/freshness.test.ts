import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db";
import { startApp, type RunningApp } from "../../support/app";
import { someoneSignedInAt } from "../../support/operators";
import { anAccount, PASSWORD } from "../../support/registrations";

let app: RunningApp;

beforeAll(async () => {
  app = await startApp({ env: { DATABASE_URL: process.env.DATABASE_URL! } });
});

afterAll(() => app.stop());

const goStale = (userId: string) =>
  db.session.updateMany({ where: { userId }, data: { authenticatedAt: new Date(0) } });

const LISTS = [
  "users",
  "registrations",
  "deliveries",
  "failed",
  "suppressions",
  "audit",
  "audit/actions",
];

describe("ten minutes after an operator entered the password", () => {
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

import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sendEmailDelivery } from "@/lib/email/send-email-delivery";
import { db } from "@/lib/db";
import { startApp, type RunningApp } from "../../support/app";
import { linkIn, waitForMail } from "../../support/inbox";
import { PlainBrowser } from "../../support/plain-browser";
import { anAccount, anAddress, PASSWORD } from "../../support/registrations";

let app: RunningApp;

beforeAll(async () => {
  app = await startApp({ env: { DATABASE_URL: process.env.DATABASE_URL! } });
});

afterAll(() => app.stop());

const aVisitor = () => new PlainBrowser(app.url);

/**
 * Sends a body in chunks, without saying how long it will be, until there is an answer or an end.
 */
function pour(method: string, path: string, type: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": type, "transfer-encoding": "chunked" };
    const sent = request(new URL(path, app.url), { method, headers }, (response) => {
      response.resume();
      sent.destroy();
      resolve(response.statusCode);
    });
    sent.on("error", reject);
    const chunk = Buffer.alloc(1_048_576, " ");
    let poured = 0;
    const next = () => {
      if (sent.destroyed) return;
      poured += 1;
      if (poured > 50) sent.end("{}");
      else sent.write(chunk, next);
    };
    next();
  });
}

describe("a body that never ends", () => {
  test.each([
    { method: "POST", path: "/api/auth/signout" },
    { method: "POST", path: "/api/auth/signin/session" },
    { method: "POST", path: "/api/inngest?fnId=latchkey-send-email&stepId=step" },
    { method: "PUT", path: "/api/inngest" },
    { method: "POST", path: "/register", type: "multipart/form-data; boundary=x" },
    { method: "POST", path: "/outdated", type: "multipart/form-data; boundary=x" },
  ])("is refused while it arrives ($method $path)", async ({ method, path, type }) => {
    // A client that still writes to a connection that is closed can lose the answer.
    const answer = () =>
      pour(method, path, type ?? "application/json").catch((error: Error) => error.message);
    await expect.poll(answer, { timeout: 15_000 }).toBe(413);
  });

  test("is refused by its length before it is read", async () => {
    const { status } = await aVisitor().send("POST", "/api/auth/signout", {
      body: "x".repeat(5_000),
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    expect(status).toBe(413);
  });
});

describe("hostile input", () => {
  const NUL = "\u0000";
  const MEGABYTE = "x".repeat(1_000_000);
  const LONG = "x".repeat(300_000);

  test.each([
    { path: "/register", button: "Create account" },
    { path: "/sign-in", button: "Sign in" },
    { path: "/forgot-password", button: "Send reset link" },
  ])(
    "on $path ends in a sentence at the field, never in an error page",
    async ({ path, button }) => {
      for (const hostile of [`a${NUL}@example.com`, NUL, LONG, `${LONG}@example.com`, "\u202e"]) {
        const browser = aVisitor();
        await browser.open(path);
        const form = { ...browser.hiddenFields(button), email: hostile, password: hostile };
        const { status, body } = await browser.post(path, form);
        expect(status).toBe(200);
        expect(body).toContain('id="email-error"');
        expect(body.length).toBeLessThan(200_000);
      }
    },
  );

  test("of more than the server takes is refused, and the server lives on", async () => {
    const browser = aVisitor();
    await browser.open("/register");
    const form = { ...browser.hiddenFields("Create account"), email: MEGABYTE.repeat(3) };
    const answer = await browser.post("/register", form).catch(() => ({ status: 413 }));
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect((await aVisitor().open("/register")).status).toBe(200);
  });

  test.each([
    { what: "a Cyrillic а before the @", address: "\u0430nn@example.com" },
    { what: "an override of the reading order", address: "ann\u202e@example.com" },
    { what: "an invisible joiner", address: "an\u200dn@example.com" },
    { what: "a full-width @", address: "ann\uff20example.com" },
  ])("that looks like an address is none: $what", async ({ address }) => {
    const browser = aVisitor();
    await browser.open("/register");
    const form = { ...browser.hiddenFields("Create account"), email: address, password: PASSWORD };
    expect((await browser.post("/register", form)).status).toBe(200);
    expect(await db.user.count({ where: { originalAddress: address } })).toBe(0);
  });

  test("of a look-alike domain is known by its punycode, so that it is another address", async () => {
    const local = anAddress("ann").split("@")[0];
    const browser = aVisitor();
    await browser.open("/register");
    const typed = `${local}@ex\u0430mple.com`;
    const form = { ...browser.hiddenFields("Create account"), email: typed, password: PASSWORD };
    await browser.post("/register", form);
    const user = await db.user.findFirst({ where: { originalAddress: typed } });
    expect(user?.address).toBe(`${local}@xn--exmple-4nf.com`);
  });
});

describe("an odd request", () => {
  const own = () => ({ origin: app.url });

  test.each([
    ["PUT", "/register", "GET, HEAD, POST"],
    ["DELETE", "/account", "GET, HEAD, POST"],
    ["POST", "/confirm/x", "GET, HEAD"],
    ["PATCH", "/not-me/x", "GET, HEAD"],
    ["POST", "/check-your-email/state", "GET, HEAD"],
    ["POST", "/operator/users/export", "GET, HEAD"],
    ["DELETE", "/api/health", "GET, HEAD"],
    ["PUT", "/api/webhooks/ses", "POST"],
    ["PUT", "/api/auth/session", "GET, HEAD, POST"],
    ["DELETE", "/api/inngest", "GET, POST, PUT"],
    ["GET", "/outdated", "POST"],
  ])("%s %s is answered with the methods that are known there", async (method, path, allow) => {
    const { status, headers, body } = await aVisitor().send(method, path, { headers: own() });
    expect([status, headers.allow]).toEqual([405, allow]);
    expect(body).toContain(allow);
  });

  test.each(["/register", "/confirm/x", "/api/inngest", "/api/nothing", "/icon.svg"])(
    "to trace %s is refused, and nothing of it comes back",
    async (path) => {
      const headers = { ...own(), cookie: "latchkey.session=a-secret", "x-traced": "a-secret" };
      const answer = await aVisitor().send("TRACE", path, { headers });
      expect(answer.status).toBe(path === "/api/nothing" ? 404 : 405);
      expect(JSON.stringify(answer)).not.toContain("a-secret");
    },
  );

  test.each(["/nothing", "/api/nothing", "/confirm/a/b", "/not-me/a/b", "/%E0%A4%A", "/a%00b"])(
    "for %s finds a page that says so, with a policy",
    async (path) => {
      const { status, headers, body } = await aVisitor().send("GET", path);
      expect(status).toBe(404);
      expect(body).toContain("Page not found");
      expect(headers["content-security-policy"]).toContain("default-src 'none'");
      expect(headers["x-content-type-options"]).toBe("nosniff");
    },
  );

  test.each(["/confirm", "/reset-password", "/confirm-address", "/undo", "/not-me"])(
    "with a link of %s that was cut within an escape says that the link is incomplete",
    async (path) => {
      const page = await aVisitor().open(`${path}/1.AAAA%E0%A4`);
      expect([page.status, page.path]).toEqual([200, path]);
      expect(page.body).toContain("This link is incomplete");
    },
  );

  test.each(["/confirm?link=x", "/check-your-email?registration=%00", "/undo?link=a&link=b"])(
    "for %s is answered with a page",
    async (path) => {
      const { status, body } = await aVisitor().send("GET", path);
      expect(status).toBe(200);
      expect(body).toContain("<h1");
    },
  );
});

describe("a form behind a proxy", () => {
  test.each(["other.example", "other.example:8443", "a.example, b.example", "localhost"])(
    "that writes %s as the host it was asked for works",
    async (host) => {
      const address = anAddress();
      const browser = aVisitor();
      await browser.open("/register");
      browser.headers = { "x-forwarded-host": host };
      const page = await browser.press("Create account", { email: address, password: PASSWORD });
      expect(page.path).toBe("/check-your-email");
    },
  );
});

describe("a forged Host", () => {
  test("never ends up in the link of a recovery email", async () => {
    const { address } = await anAccount();
    const browser = aVisitor();
    await browser.open("/forgot-password");
    browser.headers = { "x-forwarded-host": "evil.example" };
    const form = { ...browser.hiddenFields("Send reset link"), email: address };
    await browser.post("/forgot-password", form);
    browser.headers = {};
    await browser.press("Send reset link", { email: address });
    const [delivery] = await db.delivery.findMany({
      where: { address, template: "reset_password" },
      orderBy: { createdAt: "desc" },
    });
    await sendEmailDelivery(delivery!.id);
    const link = linkIn(await waitForMail(address), "/reset-password/");
    expect(new URL(link).host).not.toContain("evil");
  });
});

describe("email bombing", () => {
  test("of one address from many networks ends after five emails an hour", async () => {
    const address = anAddress();
    const statuses: number[] = [];
    for (let n = 0; n < 7; n += 1) {
      const browser = aVisitor();
      await browser.open("/forgot-password");
      const form = { ...browser.hiddenFields("Send reset link"), email: address };
      statuses.push((await browser.post("/forgot-password", form)).status);
    }
    expect(statuses).toEqual([303, 303, 303, 303, 303, 429, 429]);
    expect(await db.delivery.count({ where: { address } })).toBe(5);
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startApp, type RunningApp } from "../../support/app";
import { PlainBrowser } from "../../support/plain-browser";
import { anAddress, PASSWORD } from "../../support/registrations";

let app: RunningApp;

beforeAll(async () => {
  app = await startApp({ env: { DATABASE_URL: process.env.DATABASE_URL! } });
});

afterAll(() => app.stop());

describe("a form of a page that was opened before a deployment", () => {
  test("brings its page anew, with what was typed and without the password", async () => {
    const address = anAddress();
    const browser = new PlainBrowser(app.url);
    await browser.open("/register");
    const hidden = browser.hiddenFields("Create account");
    const outdated = Object.fromEntries(
      Object.entries(hidden).map(([name, value]) => [
        name,
        value.replace(/"id":"[0-9a-f]+"/, `"id":"60${"0".repeat(40)}"`),
      ]),
    );
    const form = { ...outdated, email: address, password: PASSWORD };
    const answer = await browser.post("/register", form);
    // The browser posts the same form again to where it is led.
    expect([answer.status, answer.headers.location]).toEqual([307, "/outdated?from=%2Fregister"]);
    const led = await browser.post(answer.headers.location ?? "", form);
    expect(String(led.headers["set-cookie"])).not.toContain(encodeURIComponent(PASSWORD));
    const page = await browser.open("/register?outdated=");
    expect([led.status, led.headers.location]).toEqual([303, `${app.url}/register?outdated=`]);
    expect(page.body).toContain("This page was out of date");
    expect(page.body).toContain(`value="${address}"`);
    expect(
      (await browser.press("Create account", { password: PASSWORD, email: address })).path,
    ).toBe("/check-your-email");
  });

  test("leads nowhere else, and takes nothing from another website", async () => {
    const browser = new PlainBrowser(app.url);
    for (const from of ["https://evil.example/x", "//evil.example", "/\\evil.example"]) {
      const { headers } = await browser.post(`/outdated?from=${encodeURIComponent(from)}`, {});
      expect(new URL(headers.location ?? "").origin).toBe(app.url);
    }
    const forged = await browser.post("/outdated?from=/register", {}, "https://evil.example");
    expect(forged.status).toBe(403);
  });
});

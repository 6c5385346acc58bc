import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startApp, type RunningApp } from "../support/app";
import { anAddressThatIs, STATES } from "../support/enumeration-states";
import { startEventEndpoint } from "../support/event-endpoint";
import { PlainBrowser } from "../support/plain-browser";
import { anAddress, OTHER_PASSWORD } from "../support/registrations";
import { tellApart } from "../support/tell-apart";

let events: Awaited<ReturnType<typeof startEventEndpoint>>;
let app: RunningApp;

beforeAll(async () => {
  // Takes events and does nothing, so that no email is sent meanwhile.
  events = await startEventEndpoint();
  app = await startApp({
    env: { DATABASE_URL: process.env.DATABASE_URL!, INNGEST_DEV: events.url },
  });
});

afterAll(async () => {
  await app.stop();
  await events.stop();
});

describe("the time an answer takes", () => {
  // Locked is confirmed and erased is new, as far as the database is asked.
  const states = STATES.filter((state) => state !== "locked" && state !== "erased");

  /** Sends a form as a browser that was never here, and tells how many milliseconds that took. */
  async function timer(path: string, button: string) {
    const reader = new PlainBrowser(app.url);
    await reader.open(path);
    const hidden = reader.hiddenFields(button);
    return async (fields: Record<string, string>) => {
      const browser = new PlainBrowser(app.url);
      await browser.send("GET", "/icon.svg");
      const startedAt = performance.now();
      const { status } = await browser.post(path, { ...hidden, ...fields });
      if (status !== 303 && status !== 200) throw new Error(`${path} was answered ${status}`);
      return performance.now() - startedAt;
    };
  }

  test.each([
    ["register", "/register", "Create account"],
    ["ask for a new password", "/forgot-password", "Send mail"],
    ["sign in with a wrong password", "/sign-in", "Sign in"],
  ])("does not tell who would %s", { timeout: 300_000 }, async (_name, path, button) => {
    const send = await timer(path, button);
    const apart = await tellApart(states, async (state) =>
      send({ email: await anAddressThatIs(state), password: OTHER_PASSWORD }),
    );
    expect(apart).toEqual([]);
  });

  test("would tell, if a password were not hashed", { timeout: 300_000 }, async () => {
    const send = await timer("/register", "Create account");
    const passwords = { hashed: OTHER_PASSWORD, "not hashed": "password12" } as const;
    const apart = await tellApart(["hashed", "not hashed"], (name) =>
      send({ email: anAddress(), password: passwords[name] }),
    );
    expect(apart.map(([name]) => name)).toContain("not hashed");
  });
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { startApp, type RunningApp } from "../../support/app";
import { PlainBrowser } from "../../support/plain-browser";
import { anAddress, PASSWORD } from "../../support/registrations";

let app: RunningApp;

beforeAll(async () => {
  app = await startApp({
    env: { DATABASE_URL: process.env.DATABASE_URL!, PASSWORD_HASH_CONCURRENCY: "1" },
  });
});

afterAll(() => app.stop());

// A hundred and fifty pages on a machine that may be busy.
test("of a burst of passwords some are judged, and the others are told to try again in a few seconds", async () => {
  const first = new PlainBrowser(app.url);
  await first.open("/sign-in");
  const form = { ...first.hiddenFields("Sign in"), password: PASSWORD };
  // One is judged and a hundred wait; each comes from another network.
  const answers = await Promise.all(
    Array.from({ length: 150 }, () =>
      new PlainBrowser(app.url).post("/sign-in", { ...form, email: anAddress() }),
    ),
  );
  const judged = answers.filter(({ status }) => status === 200);
  const refused = answers.filter(({ status }) => status === 503);
  expect(judged.length).toBeGreaterThanOrEqual(100);
  expect(refused.length).toBeGreaterThan(0);
  expect(judged.length + refused.length).toBe(answers.length);
  for (const { headers, body } of refused) {
    expect(Number(headers["retry-after"])).toBeLessThanOrEqual(5);
    expect(body).toContain("Please try again in a few seconds.");
  }
  expect((await new PlainBrowser(app.url).open("/sign-in")).status).toBe(200);
}, 120_000);

import { afterAll, beforeAll, expect, test } from "vitest";
import { startApp, type RunningApp } from "../../support/app";
import { PlainBrowser } from "../../support/plain-browser";

let app: RunningApp;

beforeAll(async () => {
  app = await startApp({
    env: {
      DATABASE_URL: process.env.DATABASE_URL!,
      APP_URL: "https://latchkey.example",
      // Refused over https, so that functions are nobody's.
      INNGEST_DEV: "",
      INNGEST_EVENT_KEY: "test-event-key-0123456789abcdef0123456789",
      INNGEST_SIGNING_KEY: "signkey-test-0123456789abcdef0123456789abcdef",
    },
  });
});

afterAll(() => app.stop());

test.each([
  { what: "a page", path: "/register", status: 200 },
  { what: "a page that is not there", path: "/nothing", status: 404 },
  { what: "a redirect of a link", path: "/confirm/1.a.b", status: 303 },
  { what: "a machine's endpoint", path: "/api/health", status: undefined },
  { what: "a refusal", path: "/api/inngest", status: 401 },
  { what: "a file", path: "/icon.svg", status: 200 },
])("over https $what tells browsers to stay there for two years", async ({ path, status }) => {
  const answer = await new PlainBrowser(app.url).send("GET", path);
  expect(answer.headers["strict-transport-security"]).toBe("max-age=63072000; includeSubDomains");
  if (status !== undefined) expect(answer.status).toBe(status);
});

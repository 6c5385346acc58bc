import { describe, expect, test } from "vitest";
import { completeEnvironment as complete, refusal } from "../support/complete-environment";

describe("an environment that is refused", () => {
  test("names everything that is missing or wrong at once, and each of them once", () => {
    const nothing = Object.fromEntries(Object.keys(complete).map((name) => [name, ""]));
    const message = refusal({ ...nothing, TURNSTILE_SITE_KEY: "a", LOG_LEVEL: "loud" });
    const named = [...message.matchAll(/^ {2}([A-Z_]+) /gm)].map(([, name]) => name);
    expect(named.toSorted()).toEqual(
      [...Object.keys(complete).slice(1), "TURNSTILE_SECRET_KEY", "LOG_LEVEL"].toSorted(),
    );
  });

  test.each([
    ["SES_MAX_SEND_RATE", "many", "must be a whole number"],
    ["MAX_REGISTRATIONS_PER_HOUR", "1e3", "must be a whole number"],
    ["LOG_LEVEL", "loud", "must be one of fatal, error, warn, info, debug, trace, silent"],
    ["APP_URL", "https://a.example/path", "must end with the host or the port: no path"],
    ["INNGEST_EVENT_KEY", "x", "is too weak: a key of Inngest Cloud, or"],
  ])("says of %s = %s in plain words that it %s", (name, value, words) => {
    expect(refusal({ [name]: value })).toContain(`  ${name} ${words}`);
  });

  test("never repeats a secret in its complaint", () => {
    const secret = "too-short-but-secret";
    expect(
      refusal({
        AUTH_SECRET: secret,
        TOKEN_KEYS: `1:${secret}`,
        DATABASE_URL: secret,
        SMTP_URL: secret,
      }),
    ).not.toContain(secret);
  });
});

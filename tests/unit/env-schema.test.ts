import { randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import { describe, expect, test } from "vitest";
import { parseEnv } from "@/lib/env-schema";
import { completeEnvironment as complete, refusal } from "../support/complete-environment";

const key = () => randomBytes(32).toString("base64");

describe("the environment", () => {
  test("that is complete is taken, with defaults for what may be left out", () => {
    expect(parseEnv(complete, "start")).toMatchObject({
      APP_URL: "https://latchkey.example",
      SES_MAX_SEND_RATE: 1,
      MAIL_TRANSPORT: "ses",
      TRUSTED_PROXY_COUNT: 0,
      MAX_REGISTRATIONS_PER_HOUR: 1_000,
      LOG_LEVEL: "info",
    });
  });

  test("reads the keys newest first, with their material", () => {
    const { TOKEN_KEYS } = parseEnv(complete, "start");
    expect(TOKEN_KEYS.map((each) => [each.version, each.material.length])).toEqual([
      [2, 32],
      [1, 32],
    ]);
  });

  test("asks operators for a second factor in production on https, unless it is told not to", () => {
    const wanted = (changes: Record<string, string>) =>
      parseEnv({ ...complete, ...changes }, "start").OPERATOR_REQUIRES_SECOND_FACTOR;
    expect(wanted({})).toBe("on");
    expect(wanted({ OPERATOR_REQUIRES_SECOND_FACTOR: "off" })).toBe("off");
    expect(wanted({ APP_URL: "http://localhost:3000" })).toBe("off");
    expect(wanted({ NODE_ENV: "development" })).toBe("off");
    expect(wanted({ NODE_ENV: "test", OPERATOR_REQUIRES_SECOND_FACTOR: "on" })).toBe("on");
  });

  test("has one spelling of the address, so that links have one", () => {
    for (const APP_URL of ["https://Latchkey.example/", "https://latchkey.example:443"])
      expect(parseEnv({ ...complete, APP_URL }, "start").APP_URL).toBe("https://latchkey.example");
  });

  test.each([
    "APP_URL",
    "DATABASE_URL",
    "AUTH_SECRET",
    "TOKEN_KEYS",
    "SECOND_FACTOR_KEYS",
    "MAIL_FROM",
    "AWS_REGION",
    "INNGEST_EVENT_KEY",
    "INNGEST_SIGNING_KEY",
  ])("without %s is refused by name, and an empty value counts as none", (name) => {
    expect(refusal({ [name]: undefined })).toContain(`${name} is`);
    expect(refusal({ [name]: "" })).toContain(`${name} is`);
  });

  test("takes the keys of Inngest Cloud and those that openssl makes", () => {
    const hex = () => randomBytes(32).toString("hex");
    for (const INNGEST_SIGNING_KEY of [`signkey-prod-${hex()}`, `signkey-branch-${hex()}`, hex()])
      expect(refusal({ INNGEST_SIGNING_KEY, INNGEST_EVENT_KEY: hex() })).toBe("");
  });

  test.each([
    ["AUTH_SECRET", "short"],
    ["AUTH_SECRET", "a".repeat(64)],
    ["AUTH_SECRET", "abcabcabcabcabcabcabcabcabcabcabcabc"],
    ["AUTH_SECRET", "changemechangemechangemechangeme"],
    ["TOKEN_KEYS", `1:${randomBytes(16).toString("base64")}`],
    ["TOKEN_KEYS", `1:${Buffer.alloc(32).toString("base64")}`],
    ["TOKEN_KEYS", key()],
    ["PASSWORD_MIN_LENGTH", "7"],
    ["PASSWORD_MIN_LENGTH", "65"],
    ["BREACHED_PASSWORDS_URL", "api.pwnedpasswords.com"],
    ["OPERATOR_REQUIRES_SECOND_FACTOR", "yes"],
    ["TOKEN_KEYS", `0:${key()}`],
    ["TOKEN_KEYS", `1:${key()},1:${key()}`],
    ["APP_URL", "http://latchkey.example"],
    ["APP_URL", "latchkey.example"],
    ["APP_URL", "ftp://latchkey.example"],
    ["APP_URL", "https://latchkey.example/path"],
    ["APP_URL", "https://latchkey.example/?x"],
    ["APP_URL", "https://user:word@latchkey.example"],
    ["INNGEST_SERVE_ORIGIN", "http://app:3000/api/inngest"],
    ["INNGEST_EVENT_KEY", "x"],
    ["INNGEST_EVENT_KEY", "0".repeat(64)],
    ["INNGEST_SIGNING_KEY", "x"],
    ["INNGEST_SIGNING_KEY", `signkey-prod-${"ab".repeat(32)}`],
    ["INNGEST_SIGNING_KEY_FALLBACK", "signkey-prod-0123456789abcdef"],
    ["AWS_ENDPOINT_URL_SES", "nope"],
    ["AWS_ENDPOINT_URL_SESV2", "nope"],
    ["AWS_REGION", "moon"],
    ["DATABASE_URL", "mysql://localhost/latchkey"],
    ["MAIL_FROM", "nobody"],
    ["MAIL_FROM", "Latchkey <a@b.example>\r\nBcc: eve@example.com"],
    ["MAIL_REPLY_TO", "help@latchkey.example\nBcc: eve@example.com"],
    ["MAIL_FROM", "a@b.example, c@d.example"],
    ["MAIL_FROM", "A <a@b.example>, C <c@d.example>"],
    ["MAIL_FROM", "a@b.example, C <c@d.example>"],
    ["MAIL_FROM", "Latchkey <schlüssel@latchkey.example>"],
    ["MAIL_FROM", "Latchkey <no reply@latchkey.example>"],
    ["MAIL_FROM", "Latchkey <@latchkey.example>"],
    ["MAIL_FROM", "Latchkey no-reply@latchkey.example"],
    ["MAIL_FROM", "Latch\ud83d <no-reply@latchkey.example>"],
    ["MAIL_FROM", "Latch\u0000key <no-reply@latchkey.example>"],
    ["MAIL_FROM", `${"x".repeat(201)} <no-reply@latchkey.example>`],
    ["MAIL_REPLY_TO", "help@latchkey.example; more@latchkey.example"],
    ["MAIL_TRANSPORT", "pigeon"],
    ["SMTP_URL", "mail.example:587"],
    ["SMTP_URL", "https://mail.example"],
    ["MAIL_RETRY_WAITS", "soon"],
    ["MAIL_RETRY_WAITS", "30,0"],
    ["MAIL_RETRY_WAITS", "30,,60"],
    ["SES_MAX_SEND_RATE", "0"],
    ["SES_MAX_SEND_RATE", "many"],
    ["SES_MAX_SEND_RATE", "1.5"],
    ["TRUSTED_PROXY_COUNT", "-1"],
    ["RATE_LIMIT_EXEMPT", "192.0.2.1"],
    ["RATE_LIMIT_EXEMPT", "192.0.2.0/33"],
    ["RATE_LIMIT_EXEMPT", "192.0.2.0/"],
    ["RATE_LIMIT_EXEMPT", "127.0.0.0/8, the office"],
    ["MAX_REGISTRATIONS_PER_HOUR", "0"],
    ["TURNSTILE_URL", "challenges.cloudflare.com"],
    ["PASSWORD_HASH_CONCURRENCY", "0"],
    ["WEB_CONCURRENCY", "0"],
    ["WEB_CONCURRENCY", "auto"],
    ["LOG_LEVEL", "loud"],
    ["INNGEST_DEV", "1"],
  ])("with %s = %j is refused by name", (name, value) => {
    expect(refusal({ [name]: value })).toContain(`  ${name} `);
  });

  test.each([
    ["no-reply@latchkey.example", "", "no-reply@latchkey.example"],
    ["<no-reply@latchkey.example>", "", "no-reply@latchkey.example"],
    [" Latchkey  <no-reply@latchkey.example> ", "Latchkey", "no-reply@latchkey.example"],
    ["Schlüsseldienst <no-reply@Latchkey.Example>", "Schlüsseldienst", "no-reply@latchkey.example"],
    ["Acme, Inc. <no-reply@latchkey.example>", "Acme, Inc.", "no-reply@latchkey.example"],
    ['"Acme, \\"Best\\" Inc." <a@latchkey.example>', 'Acme, "Best" Inc.', "a@latchkey.example"],
    ["鍵屋 🔑 <a@schlüssel.example>", "鍵屋 🔑", "a@xn--schlssel-95a.example"],
    ["root@localhost", "", "root@localhost"],
  ])("reads the sender %s", (text, name, address) => {
    const { MAIL_FROM, MAIL_REPLY_TO } = parseEnv(
      { ...complete, MAIL_FROM: text, MAIL_REPLY_TO: text },
      "start",
    );
    expect(MAIL_FROM).toEqual({ name, address });
    expect(MAIL_REPLY_TO).toEqual({ name, address });
  });

  test.each(["a@b.example, c@d.example", "A <a@b.example>, C <c@d.example>"])(
    "with the two senders %s is refused, and says that there may be one",
    (text) => {
      expect(refusal({ MAIL_FROM: text })).toContain(
        "  MAIL_FROM must be one address, not several",
      );
    },
  );

  test("that sends by SMTP needs the server's URL, and no region of SES", () => {
    const bySmtp = { MAIL_TRANSPORT: "smtp", AWS_REGION: undefined };
    expect(refusal(bySmtp)).toContain("  SMTP_URL is missing");
    expect(refusal(bySmtp)).not.toContain("AWS_REGION");
    expect(refusal({ ...bySmtp, SMTP_URL: "smtps://app:word@mail.example" })).toBe("");
  });

  test("that sends by SES needs no SMTP server, even if one is named", () => {
    expect(refusal({ SMTP_URL: "smtps://app:word@mail.example" })).toBe("");
    expect(refusal({ SMTP_URL: "smtps://mail.example", AWS_REGION: "" })).toContain(
      "  AWS_REGION is missing",
    );
  });

  test("may say how long an email waits after each attempt that failed", () => {
    const { MAIL_RETRY_WAITS } = parseEnv({ ...complete, MAIL_RETRY_WAITS: "5,10" }, "start");
    expect(MAIL_RETRY_WAITS).toEqual([5, 10]);
  });

  test("knows which networks have no limit, and by default none has", () => {
    const exempt = (value: string | undefined) =>
      parseEnv({ ...complete, RATE_LIMIT_EXEMPT: value }, "start").RATE_LIMIT_EXEMPT;
    const offices = exempt("192.0.2.0/24, 2001:db8::/32,");
    expect(offices.check("192.0.2.200")).toBe(true);
    expect(offices.check("192.0.3.1")).toBe(false);
    expect(offices.check("2001:db8:1::1", "ipv6")).toBe(true);
    expect(offices.check("2001:db9::1", "ipv6")).toBe(false);
    for (const none of [undefined, ""]) expect(exempt(none).check("127.0.0.1")).toBe(false);
  });

  test("hashes as many passwords at once over all processes as there are processors", () => {
    const atOnce = (variables: Record<string, string>) =>
      parseEnv({ ...complete, ...variables }, "start").PASSWORD_HASH_CONCURRENCY;
    expect(atOnce({})).toBe(availableParallelism());
    expect(atOnce({ WEB_CONCURRENCY: String(availableParallelism()) })).toBe(1);
    expect(atOnce({ WEB_CONCURRENCY: "1000" })).toBe(1);
    expect(atOnce({ WEB_CONCURRENCY: "2", PASSWORD_HASH_CONCURRENCY: "7" })).toBe(7);
  });

  test("with one key of the captcha but not the other is refused by the name of the other", () => {
    expect(refusal({ TURNSTILE_SITE_KEY: "a" })).toContain("  TURNSTILE_SECRET_KEY ");
    expect(refusal({ TURNSTILE_SECRET_KEY: "b" })).toContain("  TURNSTILE_SITE_KEY ");
    expect(refusal({ TURNSTILE_SITE_KEY: "a", TURNSTILE_SECRET_KEY: "b" })).toBe("");
  });

  test("may name this machine without https in production, because nothing travels", () => {
    for (const host of ["localhost", "127.0.0.1", "[::1]"])
      expect(refusal({ APP_URL: `http://${host}:3000` })).toBe("");
  });

  test("may go without https in development", () => {
    expect(refusal({ APP_URL: "http://latchkey.test", NODE_ENV: "development" })).toBe("");
  });

  test("needs no keys for Inngest where a development server is named", () => {
    const without = {
      INNGEST_EVENT_KEY: undefined,
      INNGEST_SIGNING_KEY: undefined,
    };
    expect(
      refusal({
        ...without,
        APP_URL: "http://localhost:3000",
        INNGEST_DEV: "http://localhost:8288",
      }),
    ).toBe("");
  });

  test("names no development server over https in production: it would leave functions to anybody", () => {
    expect(refusal({ INNGEST_DEV: "http://inngest:8288" })).toContain("INNGEST_DEV");
    expect(
      refusal({ INNGEST_DEV: "http://localhost:8288", APP_URL: "http://localhost:3000" }),
    ).toBe("");
  });

  test("has no pseudo-locales over https in production: nobody could read the pages", () => {
    expect(refusal({ PSEUDO_LOCALES: "on" })).toContain("PSEUDO_LOCALES");
    expect(refusal({ PSEUDO_LOCALES: "on", APP_URL: "http://localhost:3000" })).toBe("");
    expect(refusal({ PSEUDO_LOCALES: "on", NODE_ENV: "development" })).toBe("");
  });

  test("of a build may be empty, because an image is built without secrets", () => {
    expect(() => parseEnv({}, "build")).not.toThrow();
  });

  test("of a build is still checked where something is set", () => {
    expect(refusal({ AUTH_SECRET: "short" }, "build")).toContain("AUTH_SECRET");
    expect(refusal({ APP_URL: "nonsense" }, "build")).toContain("APP_URL");
  });
});

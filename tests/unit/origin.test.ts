import { describe, expect, test } from "vitest";
import { describeOrigin } from "@/lib/request/origin";

const FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";
const SAFARI =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";

describe("where a registration was made", () => {
  test("names browser, system and network address", () => {
    expect(describeOrigin({ ip: "203.0.113.7", userAgent: FIREFOX })).toBe(
      "Firefox on Windows, 203.0.113.7",
    );
    expect(describeOrigin({ ip: "2001:db8::7", userAgent: SAFARI })).toBe(
      "Safari on iOS, 2001:db8::7",
    );
  });

  test.each(["", "curl/8.9.1", "\u0000\u202e", "x".repeat(400)])(
    "is told calmly for the user agent %j",
    (userAgent) => {
      expect(describeOrigin({ ip: "unknown", userAgent })).toMatch(/^\S.*, unknown$/);
    },
  );

  test("is told in no words of the stranger who chose the name of the browser", () => {
    for (const userAgent of [
      "WARNING your account was hacked, call +1 900 555 0199 now/1 x",
      "Call +1 900 555 0199/5.0 (X11; Linux x86_64) now",
      "(call us)",
      "x".repeat(400),
    ])
      expect(describeOrigin({ ip: "203.0.113.7", userAgent })).toMatch(
        /^An unknown browser( on Linux)?, 203\.0\.113\.7$/,
      );
  });

  test("names every browser of the list, also those that are no browser", () => {
    for (const [userAgent, name] of [
      ["Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)", "GPTBot"],
      ["Mozilla/5.0 (PlayStation 4 11.00) AppleWebKit/605.1.15", "PlayStation 4"],
    ] as const)
      expect(describeOrigin({ ip: "203.0.113.7", userAgent })).toContain(name);
  });

  test("says so when the browser is not known", () => {
    expect(describeOrigin({ ip: "203.0.113.7", userAgent: "" })).toBe(
      "An unknown browser, 203.0.113.7",
    );
  });
});

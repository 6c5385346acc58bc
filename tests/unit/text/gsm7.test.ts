import { describe, expect, test } from "vitest";
import { brand } from "@/lib/brand";
import { LOCALES } from "@/lib/i18n/locales";
import { countSeptets, isOneSegment } from "@/lib/text/gsm7";
import { completeEnvironment } from "../../support/complete-environment";

Object.assign(process.env, completeEnvironment);
const { writeCodeText } = await import("@/lib/text/text-content");

describe("the length of a text", () => {
  test.each([
    ["", 0],
    ["Grüße, señor: à bientôt".replace("ô", "o"), 23],
    ["@£$¥\n", 5],
    ["5 € [a]", 10],
    ["^{}\\~|", 12],
  ])("%j takes %i septets", (text, septets) => {
    expect(countSeptets(text)).toBe(septets);
  });

  test.each(["ç", "ó", "ê", "’", "“", "\u00a0", "\u202f", "😀", "\t"])(
    "%j is not in GSM-7",
    (character) => {
      expect(countSeptets(`a${character}`)).toBeNull();
    },
  );

  test("is one segment up to 160 septets, or 70 units where GSM-7 does not do", () => {
    expect([isOneSegment("a".repeat(160)), isOneSegment("a".repeat(161))]).toEqual([true, false]);
    expect([isOneSegment("ó".repeat(70)), isOneSegment("ó".repeat(71))]).toEqual([true, false]);
    expect(isOneSegment(`${"a".repeat(159)}€`)).toBe(false);
  });
});

describe.each(LOCALES)("the text with a code in %s", (locale) => {
  const words = writeCodeText("123456", locale, "https://accounts.a-company-name.example:8443");

  test("fits into one segment of GSM-7", () => {
    expect(countSeptets(words)).toBeLessThanOrEqual(160);
    expect(isOneSegment(words)).toBe(true);
  });

  test("names the product, has the code in a sentence, and no link", () => {
    expect(words).toContain(brand.name);
    expect(words.match(/123456/g)).toHaveLength(2);
    expect(words).not.toMatch(/https?:|www\.|\//);
  });

  test("ends with the host and the code as browsers read them", () => {
    expect(words.split("\n").at(-1)).toBe("@accounts.a-company-name.example #123456");
  });

  test("is short where the host leaves no room, and keeps its last line", () => {
    const host = `${"long.".repeat(24)}example`;
    const short = writeCodeText("123456", locale, `https://${host}`);
    expect(short).toContain(brand.name);
    expect(short.split("\n").at(-1)).toBe(`@${host} #123456`);
    expect(isOneSegment(short)).toBe(true);
  });
});

import { describe, expect, test } from "vitest";
import { completeEnvironment } from "../support/complete-environment";

Object.assign(process.env, completeEnvironment, { SMS_COUNTRIES: "DE,US,GB" });
const { areTextsOn, maskNumber, parsePhoneNumber, textCountries } =
  await import("@/lib/phone/phone-number");

describe("a number that a person typed", () => {
  test.each([
    ["01512 3456789", "+4915123456789", "DE"],
    ["0151/234 567-89", "+4915123456789", "DE"],
    ["+49 (0) 151 23456789", "+4915123456789", "DE"],
    ["0049 151 23456789", "+4915123456789", "DE"],
    ["  +4915123456789\n", "+4915123456789", "DE"],
    ["\u202d+4915123456789\u202c", "+4915123456789", "DE"],
    ["+1 201-555-0123", "+12015550123", "US"],
    ["+44 7400 123456", "+447400123456", "GB"],
  ])("%j is %s in %s", (typed, e164, country) => {
    expect(parsePhoneNumber(typed)).toEqual({ outcome: "right", number: { e164, country } });
  });

  test.each([
    "",
    "12",
    "hello",
    "+49151234567890123",
    "+999 123456789",
    "my number is 015123456789",
    "+4915123456789 ext. 5",
    "+4915123456789;+4915123456780",
    "1".repeat(10_000),
    "\u0000",
    "+881 6 1234 5678",
  ])("%j is none", (typed) => {
    expect(parsePhoneNumber(typed)).toEqual({ outcome: "malformed" });
  });

  test.each([
    ["+33 6 12 34 56 78", "of France"],
    ["+1 876 210 1234", "of Jamaica, which shares its +1 with the United States"],
    ["+1 416 255 0123", "of Canada, which shares it as well"],
  ])("%s is refused as one %s", (typed) => {
    expect(parsePhoneNumber(typed)).toEqual({ outcome: "country_not_allowed" });
  });

  test.each([
    ["+49 30 123456", "a landline"],
    ["+49 900 1234567", "premium"],
    ["+49 800 1234567", "toll-free"],
    ["+49 180 1234567", "shared-cost"],
    ["+44 70 1234 5678", "a personal number"],
    ["+44 56 1234 5678", "an internet number"],
    ["+44 76 4012 3456", "a pager"],
    ["+1 900 234 5678", "premium"],
    ["+1 800 234 5678", "toll-free"],
  ])("%s is %s: no text goes there", (typed) => {
    expect(parsePhoneNumber(typed)).toEqual({ outcome: "not_mobile" });
  });
});

test("a masked number shows its country and two digits", () => {
  expect(maskNumber("+4915123456789")).toBe("+49 … 89");
  expect(maskNumber("nonsense")).toBe("… se");
});

test("texts are on where countries are listed", () => {
  expect([areTextsOn(), textCountries()]).toEqual([true, ["DE", "US", "GB"]]);
});

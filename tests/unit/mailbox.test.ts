import { describe, expect, test } from "vitest";
import { countedMailbox, isSameMailbox, isTagged } from "@/lib/mailbox/mailbox";

describe("two spellings of an address", () => {
  test("lead to one mailbox when they differ by letter case only", () => {
    expect(isSameMailbox("Ada@example.com", "aDA@example.com")).toBe(true);
  });

  test.each([
    ["ada@example.com", "ada@example.org"],
    ["ada.l@example.com", "adal@example.com"],
    ["ada+news@example.com", "ada@example.com"],
  ])("are two people's when they differ in more: %j and %j", (one, other) => {
    expect(isSameMailbox(one, other)).toBe(false);
  });
});

describe("emails to an address are counted", () => {
  test.each([
    ["Ada@example.com", "ada@example.com"],
    ["ada+news@example.com", "ada@example.com"],
    ["Ada+news+more@example.com", "ada@example.com"],
    ["ada+@example.com", "ada@example.com"],
    ["+4915112345671@sms.example.com", "+4915112345671@sms.example.com"],
    ["+49+1@sms.example.com", "+49+1@sms.example.com"],
  ])("%j against %j", (address, counted) => {
    expect(countedMailbox(address)).toBe(counted);
  });

  test.each([
    ["ada+news@example.com", true],
    ["ada@example.com", false],
    ["+4915112345671@sms.example.com", false],
  ])("%j has a tag: %j", (address, expected) => {
    expect(isTagged(address)).toBe(expected);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normaliseAddress } from "@/lib/request/address";

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc
    .tuple(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }))
    .map((halves) => halves.join("@")),
  fc
    .tuple(fc.constantFrom("ada", "a.b+c"), fc.string({ unit: "binary" }))
    .map((halves) => halves.join("@")),
);

/** Local parts and domains that email can be sent to. */
const aDomain = fc.domain().filter((domain) => domain.length <= 180);
const anAddress = fc.tuple(
  fc.stringMatching(/^[a-zA-Z0-9]{1,12}([.+][a-zA-Z0-9]{1,12})?$/),
  aDomain,
);

describe("an address", () => {
  test.each([
    ["ada@example.com", "ada@example.com"],
    ["  ada@Example.COM\t\n", "ada@example.com"],
    ["Ada.Lovelace+news@Example.com", "Ada.Lovelace+news@example.com"],
    ["ada@bücher.example", "ada@xn--bcher-kva.example"],
    ["ada@BÜCHER.example", "ada@xn--bcher-kva.example"],
    ["ada@bücher.example", "ada@xn--bcher-kva.example"],
    ["ada@XN--BCHER-KVA.example", "ada@xn--bcher-kva.example"],
    ["o'hara@example.co.uk", "o'hara@example.co.uk"],
    [`${"a".repeat(64)}@example.com`, `${"a".repeat(64)}@example.com`],
  ])("%j is known as %j", (typed, known) => {
    expect(normaliseAddress(typed)).toBe(known);
  });

  test.each([
    "",
    "@",
    "ada",
    "ada@",
    "@example.com",
    "ada@localhost",
    "ada@example",
    "ada@example..com",
    "ada@-example.com",
    "ada@example.com.",
    ".ada@example.com",
    "ada.@example.com",
    "a..b@example.com",
    "ada lovelace@example.com",
    "ada@exam ple.com",
    "ada@example.com\nbcc: eve@example.com",
    "ada\u0000@example.com",
    "ada@exa\u0000mple.com",
    "ada\u202e@example.com",
    "ada@\u202eexample.com",
    '"ada"@example.com',
    "<ada@example.com>",
    "ada@b.com/../x",
    "ada@b.com:25",
    "ada@b.com?x",
    "ada@b.com#x",
    "ada@b.com\\x",
    "ada@1.2.3.4",
    "ada@0x7f.1",
    "ada@2130706433",
    "ada@[::1]",
    "ada@[127.0.0.1]",
    "ada@b%2ec.com",
    "ada@user@",
    `${"a".repeat(65)}@example.com`,
    `ada@${"a".repeat(64)}.com`,
    `ada@${"abcdefghi.".repeat(26)}com`,
  ])("%j is none", (typed) => {
    expect(normaliseAddress(typed)).toBeNull();
  });

  test("has one spelling, which normalising leaves as it is", () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        const known = normaliseAddress(typed);
        if (known !== null) expect(normaliseAddress(known)).toBe(known);
      }),
    );
  });

  test("is printable ASCII with one domain, whatever was typed", () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        const known = normaliseAddress(typed);
        if (known === null) return;
        expect(known).toMatch(/^[\x21-\x7e]+@[a-z0-9.-]+\.[a-z][a-z0-9-]*$/);
        expect(known.length).toBeLessThanOrEqual(254);
      }),
    );
  });

  test("does not change with space around it or with the case of its domain", () => {
    fc.assert(
      fc.property(
        anAddress,
        fc.constantFrom(" ", "\t", "\n", "\u00a0"),
        ([local, domain], space) => {
          const known = normaliseAddress(`${local}@${domain}`);
          expect(known).toBe(`${local}@${domain.toLowerCase()}`);
          expect(normaliseAddress(`${space}${local}@${domain.toUpperCase()}${space}`)).toBe(known);
        },
      ),
    );
  });

  test("keeps what stands before the @ to the letter, so that two mailboxes stay two", () => {
    fc.assert(
      fc.property(anAddress, ([local, domain]) => {
        expect(normaliseAddress(`${local}@${domain}`)?.split("@")[0]).toBe(local);
      }),
    );
  });
});

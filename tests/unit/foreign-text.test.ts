import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanForeignText, plainForeignId, redactForeignText } from "@/lib/foreign-text";

/** Texts as nobody types them: halves of pairs, controls and marks among ordinary letters. */
const anyText = fc
  .array(
    fc.constantFrom("a", "é", "😀", "\ud83d", "\ude00", "\u0000", "\r\n", "\u202e", "\u200f", " "),
  )
  .map((signs) => signs.join(""));

describe("a text that somebody else wrote", () => {
  test("becomes one that a database, a log and a page can bear, and stays so", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 30 }), (text, longest) => {
        for (const clean of [cleanForeignText(text, longest), redactForeignText(text, longest)]) {
          expect(clean.isWellFormed()).toBe(true);
          expect(clean).not.toMatch(/[\p{Cc}\u202e\u200f]/u);
          expect([...clean].length).toBeLessThanOrEqual(longest);
        }
        const once = cleanForeignText(text, longest);
        expect(cleanForeignText(once, longest)).toBe(once.trim());
      }),
    );
  });

  test("keeps its words as they are, in every script", () => {
    for (const text of ["550 5.1.1 user unknown", "получатель неизвестен", "受信者が不明です 😀"])
      expect(cleanForeignText(text, 100)).toBe(text);
  });

  test("loses its addresses and links, however they are written", () => {
    const token = `1.${"A".repeat(22)}.${"b".repeat(43)}`;
    expect(
      redactForeignText(
        `<ada@a.example> "ada b"@a.example ada＠a.example HTTPS://a.example/x a.example/confirm/${token}.`,
      ),
    ).toBe("<<address>> <address> <address> <link> a.example/confirm/<link>.");
    const long = `${"x ".repeat(994)} https://a.example ada.lovelace@analytical.example`;
    expect(redactForeignText(long, 500)).not.toContain("ada");
  });

  test("costs no more than its bound, however long it is", () => {
    const started = performance.now();
    for (const text of ["a".repeat(2_000_000), '"'.repeat(2_000_000), "1.".repeat(1_000_000)])
      redactForeignText(text);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test("is an id only where it looks like one", () => {
    expect(plainForeignId("0100018f-ab.c=_@x")).toBe("0100018f-ab.c=_@x");
    for (const text of ["", "a b", "a\u0000", "é", "\ud800", "x".repeat(201)])
      expect(plainForeignId(text)).toBeNull();
  });
});

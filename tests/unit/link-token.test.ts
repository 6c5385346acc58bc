import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { v7 as uuidv7 } from "uuid";
import { beforeAll, describe, expect, test } from "vitest";
import { loadWith } from "../support/load-with";

type Tokens = typeof import("@/lib/verification/link-token");

const OLD_KEY = `1:${randomBytes(32).toString("base64")}`;
const NEW_KEY = `2:${randomBytes(32).toString("base64")}`;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";

const underKeys = (keys: string) =>
  loadWith({ TOKEN_KEYS: keys }, () => import("@/lib/verification/link-token"));

const aUse = fc.constantFrom("confirm-link" as const, "not-me-link" as const);
const aBound = fc.record({
  id: fc.uuid(),
  purpose: fc.constantFrom("confirm_registration", "reset_password"),
  address: fc.emailAddress(),
});

let tokens: Tokens;

/** What a person would be told who opens a link with this token. */
function judge(
  text: string,
  use: "confirm-link" | "not-me-link",
  bound: { id: string; purpose: string; address: string },
) {
  const parsed = tokens.parseLinkToken(text);
  if (!parsed) return "unreadable";
  // A token that names another row is judged by that one, if there is one at all.
  return parsed.id === bound.id ? tokens.judgeLinkToken(parsed, use, bound) : "of another row";
}

beforeAll(async () => {
  tokens = await underKeys(`${NEW_KEY},${OLD_KEY}`);
});

describe("a link's token", () => {
  test("names its row and is genuine for what it was made for", () => {
    fc.assert(
      fc.property(aUse, aBound, (use, bound) => {
        const token = tokens.linkToken(use, bound);
        expect(tokens.parseLinkToken(token)?.id).toBe(bound.id);
        expect(judge(token, use, bound)).toBe("genuine");
      }),
    );
  });

  test("is the same whenever it is made, so that a resent email carries the same link", () => {
    const bound = {
      id: uuidv7(),
      purpose: "confirm_registration",
      address: "ada@example.com",
    };
    expect(tokens.linkToken("confirm-link", bound)).toBe(tokens.linkToken("confirm-link", bound));
  });

  test("is never genuine with one character changed", () => {
    fc.assert(
      fc.property(aBound, fc.nat(), fc.constantFrom(...ALPHABET), (bound, position, character) => {
        const token = tokens.linkToken("confirm-link", bound);
        const at = position % token.length;
        fc.pre(token[at] !== character);
        const bent = token.slice(0, at) + character + token.slice(at + 1);
        expect(judge(bent, "confirm-link", bound)).not.toBe("genuine");
      }),
      { numRuns: 500 },
    );
  });

  test("is never genuine when it is cut off or has something added", () => {
    fc.assert(
      fc.property(aBound, fc.nat(), fc.string({ minLength: 1 }), (bound, length, added) => {
        const token = tokens.linkToken("confirm-link", bound);
        expect(judge(token.slice(0, length % token.length), "confirm-link", bound)).toBe(
          "unreadable",
        );
        expect(judge(token + added, "confirm-link", bound)).toBe("unreadable");
      }),
    );
  });

  test("is read or refused, and never breaks the page, whatever stands in the address", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.stringMatching(/^\d{1,5}\.[\w-]{22}\.[\w-]{43}$/),
        ),
        (text) => {
          const parsed = tokens.parseLinkToken(text);
          if (parsed) expect(parsed.mac).toHaveLength(32);
        },
      ),
    );
  });

  test("has one spelling: unused bits of its last characters may not differ", () => {
    const bound = {
      id: uuidv7(),
      purpose: "confirm_registration",
      address: "ada@example.com",
    };
    const token = tokens.linkToken("confirm-link", bound);
    const last = token.at(-1) ?? "";
    const sameBytes = [...ALPHABET].filter(
      (other) =>
        other !== last &&
        other !== "." &&
        Buffer.from(token.split(".")[2]!.slice(0, -1) + other, "base64url").equals(
          Buffer.from(token.split(".")[2]!, "base64url"),
        ),
    );
    expect(sameBytes).toHaveLength(3);
    for (const other of sameBytes)
      expect(judge(token.slice(0, -1) + other, "confirm-link", bound)).toBe("unreadable");
  });

  test("that was made to say “this was not me” is foreign to the page that confirms", () => {
    fc.assert(
      fc.property(aBound, (bound) => {
        expect(judge(tokens.linkToken("not-me-link", bound), "confirm-link", bound)).toBe(
          "foreign",
        );
        expect(judge(tokens.linkToken("confirm-link", bound), "not-me-link", bound)).toBe(
          "foreign",
        );
      }),
    );
  });

  test("is tampered when the row has another address or purpose", () => {
    fc.assert(
      fc.property(aBound, fc.emailAddress(), (bound, address) => {
        fc.pre(address !== bound.address);
        const token = tokens.linkToken("confirm-link", bound);
        expect(judge(token, "confirm-link", { ...bound, address })).toBe("tampered");
        expect(
          judge(token, "confirm-link", {
            ...bound,
            purpose: `${bound.purpose}_else`,
          }),
        ).toBe("tampered");
      }),
    );
  });

  test("of an old key still opens after the keys were turned, and new ones carry the new key", async () => {
    const bound = {
      id: uuidv7(),
      purpose: "confirm_registration",
      address: "ada@example.com",
    };
    const before = await underKeys(OLD_KEY);
    const old = before.linkToken("confirm-link", bound);
    expect(old).toMatch(/^1\./);
    expect(judge(old, "confirm-link", bound)).toBe("genuine");
    expect(tokens.linkToken("confirm-link", bound)).toMatch(/^2\./);
  });

  test("of a key that is no longer held is foreign", async () => {
    const bound = {
      id: uuidv7(),
      purpose: "confirm_registration",
      address: "ada@example.com",
    };
    const token = tokens.linkToken("confirm-link", bound);
    const later = await underKeys(`3:${randomBytes(32).toString("base64")}`);
    const parsed = later.parseLinkToken(token);
    expect(parsed && later.judgeLinkToken(parsed, "confirm-link", bound)).toBe("foreign");
  });

  test("of a stolen version number with a key of the thief is tampered", async () => {
    const bound = {
      id: uuidv7(),
      purpose: "confirm_registration",
      address: "ada@example.com",
    };
    const thief = await underKeys(`2:${randomBytes(32).toString("base64")}`);
    expect(judge(thief.linkToken("confirm-link", bound), "confirm-link", bound)).toBe("tampered");
  });
});

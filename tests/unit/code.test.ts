import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { v7 as uuidv7 } from "uuid";
import { beforeAll, describe, expect, test } from "vitest";
import { loadWith } from "../support/load-with";

const OLD_KEY = `1:${randomBytes(32).toString("base64")}`;
const NEW_KEY = `2:${randomBytes(32).toString("base64")}`;

const underKeys = (keys: string) =>
  loadWith({ TOKEN_KEYS: keys }, () => import("@/lib/verification/code"));

const source = () => ({
  id: uuidv7(),
  purpose: "confirm_registration" as const,
  address: "ada@example.com",
  codeEpoch: 0,
});

let codes: typeof import("@/lib/verification/code");

beforeAll(async () => {
  codes = await underKeys(`${NEW_KEY},${OLD_KEY}`);
});

describe("a code", () => {
  test("has six digits and is accepted, whatever it was made for", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.emailAddress(), fc.nat(1_000), (id, address, codeEpoch) => {
        const bound = { ...source(), id, address, codeEpoch };
        const code = codes.currentCode(bound);
        expect(code).toMatch(/^\d{6}$/);
        expect(codes.isCurrentCode(bound, code)).toBe(true);
      }),
    );
  });

  test("stays the same in an email that is sent again", () => {
    const bound = source();
    expect(codes.currentCode({ ...bound })).toBe(codes.currentCode(bound));
  });

  test("differs from the next one, from another row's and from another address's", () => {
    const bound = source();
    const others = [
      ...Array.from({ length: 200 }, (_, epoch) =>
        codes.currentCode({ ...bound, codeEpoch: epoch + 1 }),
      ),
      ...Array.from({ length: 200 }, () => codes.currentCode({ ...bound, id: uuidv7() })),
      ...Array.from({ length: 200 }, (_, n) =>
        codes.currentCode({ ...bound, address: `ada${n}@example.com` }),
      ),
    ];
    // Six digits repeat by chance; 600 of them seldom, and hardly ever more than ten times.
    expect(new Set(others).size).toBeGreaterThan(590);
    expect(others.filter((code) => code === codes.currentCode(bound)).length).toBeLessThan(5);
  });

  test("is refused with a digit changed, missing or added, and in other digits than ours", () => {
    const bound = source();
    const code = codes.currentCode(bound);
    const changed = code.slice(0, -1) + ((Number(code.at(-1)) + 1) % 10);
    for (const wrong of [changed, code.slice(1), `${code}0`, ` ${code}`, "", "٠١٢٣٤٥", "۱۲۳۴۵۶"]) {
      expect(codes.isCurrentCode(bound, wrong)).toBe(false);
    }
  });

  test("of the key before the newest is still accepted", async () => {
    const bound = source();
    const before = await underKeys(OLD_KEY);
    expect(codes.isCurrentCode(bound, before.currentCode(bound))).toBe(true);
  });

  test("of a key that is no longer held is refused", async () => {
    const sources = Array.from({ length: 20 }, source);
    const later = await underKeys(`3:${randomBytes(32).toString("base64")}`);
    const accepted = sources.filter((bound) =>
      later.isCurrentCode(bound, codes.currentCode(bound)),
    );
    // One in a million is the same by chance, and not twenty at once.
    expect(accepted.length).toBeLessThan(2);
  });

  test("is spread evenly: each leading digit comes up about as often as any other", () => {
    const firsts = Array.from(
      { length: 5_000 },
      () => codes.currentCode({ ...source(), id: uuidv7() })[0]!,
    );
    for (const digit of "0123456789") {
      const share = firsts.filter((first) => first === digit).length / firsts.length;
      expect(share).toBeGreaterThan(0.07);
      expect(share).toBeLessThan(0.13);
    }
  });
});

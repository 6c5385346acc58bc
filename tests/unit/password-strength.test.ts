import { describe, expect, test } from "vitest";
import { passwordWeakness } from "@/lib/credentials/password-strength";

const ADDRESS = "ada.lovelace@analytical-engine.example";

describe("a new password", () => {
  test.each(["nine moons over Jura", "correct-zebra-umbrella-7", "T9#vq2!mZr"])(
    "may be %j",
    (password) => {
      expect(passwordWeakness(password, ADDRESS)).toBeNull();
    },
  );

  test.each(["password1234", "1234567890", "qwertyuiop", "aaaaaaaaaaaa", "iloveyou2026"])(
    "may not be %j",
    (password) => {
      expect(passwordWeakness(password, ADDRESS)).toMatch(
        /^This password is easy to guess\. .+\.$/,
      );
    },
  );

  test("may not be made of the person's own address", () => {
    expect(passwordWeakness("ada.lovelace", ADDRESS)).not.toBeNull();
    expect(passwordWeakness("lovelace2026", ADDRESS)).not.toBeNull();
    expect(passwordWeakness(ADDRESS, ADDRESS)).not.toBeNull();
  });

  test.each(["mondaytuesdaywednesday", "JanuaryFebruaryMarch", "MercuryVenusEarthMars"])(
    "may not be a row of words that everybody knows: %j",
    (password) => {
      expect(passwordWeakness(password, ADDRESS)).not.toBeNull();
    },
  );

  test("may hold one such word among others", () => {
    expect(passwordWeakness("nine zebras on monday in Jura", ADDRESS)).toBeNull();
  });

  test("may not be made of the product's name", () => {
    expect(passwordWeakness("latchkey2026", ADDRESS)).not.toBeNull();
    expect(passwordWeakness("Latchkey1!", ADDRESS)).not.toBeNull();
  });

  test.each(["ab1", "@4(<3|1!0$5+7%2", "p4ssw0rd", "20191201", "a", "x7#q"])(
    "of the greatest length made of %j is judged at once, so that nobody can hold the server up",
    (piece) => {
      passwordWeakness("warm up", ADDRESS);
      const before = process.cpuUsage();
      passwordWeakness(piece.repeat(128).slice(0, 128), ADDRESS);
      expect(process.cpuUsage(before).user / 1_000).toBeLessThan(400);
    },
  );
});

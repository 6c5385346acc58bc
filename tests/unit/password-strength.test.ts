import { translations } from "@/lib/i18n/translations";
import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import * as common from "@zxcvbn-ts/language-common";
import * as english from "@zxcvbn-ts/language-en";
import { describe, expect, test } from "vitest";
import {
  knownWords,
  LEAST_GUESSES,
  passwordWeakness,
  settings,
} from "@/lib/credentials/password-strength";
import { seededRandom } from "../chaos/seeded-random";

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
      const advice = passwordWeakness(password, ADDRESS);
      expect(advice && translations("en", "passwordAdvice")(advice)).toMatch(
        /^That(’s| password).*\. (Choose|Add|Avoid|Don’t) /,
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

describe("merging the dictionaries", () => {
  const dictionary = { ...common.dictionary, ...english.dictionary };
  const lists = Object.values(dictionary);
  const rows = lists.filter((words) => words.length < 1_000).flat();

  // Every night it is 5,200, see .github/workflows/nightly.yml: zxcvbn as it is takes long.
  const size = Number(process.env.PASSWORD_CORPUS ?? 520);

  /** Passwords as people and programs make them, the same ones in each run. */
  function corpus(): string[] {
    const { between, oneOf } = seededRandom(11);
    const below = (end: number) => Math.floor(between(0, end));
    const some = (most: number, make: () => string) =>
      Array.from({ length: 1 + below(most) }, make).join(oneOf(["", " ", "-", "_", "."]));
    const twisted = (word: string) =>
      oneOf([
        word,
        [...word].reverse().join(""),
        word.replaceAll("e", "3").replaceAll("o", "0").replaceAll("a", "@"),
        word.charAt(0).toUpperCase() + word.slice(1),
        `${word}${below(2_030)}`,
      ]);
    const kinds: [share: number, () => string][] = [
      [0.35, () => twisted(oneOf(common.dictionary["passwords-common"]))],
      [0.25, () => twisted(oneOf(oneOf(lists)))],
      [0.25, () => twisted(some(2, () => oneOf(rows)))],
      [0.05, () => twisted(some(4, () => oneOf(oneOf(lists))))],
      [0.1, () => String.fromCharCode(...Array.from({ length: 10 }, () => 33 + below(94)))],
    ];
    return kinds.flatMap(([share, make]) => Array.from({ length: share * size }, make));
  }

  test("changes no verdict on generated and common passwords", { timeout: 600_000 }, () => {
    const unmerged = new ZxcvbnFactory({ ...settings, dictionary });
    const isWeak = (password: string) =>
      unmerged.check(password, knownWords(ADDRESS)).guesses < LEAST_GUESSES;
    const passwords = corpus();
    const weak = new Set(passwords.filter(isWeak));
    const judgedOtherwise = passwords.filter(
      (password) => weak.has(password) !== (passwordWeakness(password, ADDRESS) !== null),
    );
    expect(judgedOtherwise).toEqual([]);
    expect(passwords.length).toBeGreaterThan(500);
    expect(weak.size).toBeGreaterThan(passwords.length / 4);
    expect(passwords.length - weak.size).toBeGreaterThan(passwords.length / 10);
  });

  test("finds no word in what every object of JavaScript has", () => {
    expect(passwordWeakness("constructor zebra 7 umbrella", ADDRESS)).toBeNull();
  });
});

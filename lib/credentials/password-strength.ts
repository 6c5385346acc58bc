import "server-only";
import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import * as common from "@zxcvbn-ts/language-common";
import * as english from "@zxcvbn-ts/language-en";

/** zxcvbn's 0 to 4; 3 is "safely unguessable: offline slow-hash attack" (its README). */
const LEAST_SCORE = 3;

// zxcvbn works on the event loop, and its work grows with the square of the length and with
// each spelling in leet: 128 hostile characters held everybody up for more than a second.
// What is hard to guess after 40 characters stays so, and few spellings tell enough.
const LONGEST_JUDGED = 40;
const MOST_LEET_SPELLINGS = 10;

const PRODUCT_WORDS = ["latchkey", "latch", "key"];

function judgeBy(dictionary: Record<string, string[]>): ZxcvbnFactory {
  return new ZxcvbnFactory({
    dictionary,
    graphs: common.adjacencyGraphs,
    translations: english.translations,
    maxLength: LONGEST_JUDGED,
    l33tMaxSubstitutions: MOST_LEET_SPELLINGS,
  });
}

// Days, colours, signs and other rows of words are in many small dictionaries. To look every
// part of every password up in them is two thirds of all the work, and few passwords hold one.
const dictionaries = Object.entries({ ...common.dictionary, ...english.dictionary });
const isRow = ([, words]: [string, string[]]) => words.length < 1_000;
const holdsWordOfRow = new RegExp(
  dictionaries
    .filter(isRow)
    .flatMap(([, words]) => words)
    .join("|"),
  "i",
);
const judgeByAll = judgeBy(Object.fromEntries(dictionaries));
const judgeWithoutRows = judgeBy(Object.fromEntries(dictionaries.filter((each) => !isRow(each))));

/**
 * Whether a password is hard to guess for somebody who knows the address and the
 * product's name.
 *
 * @returns null when it is; else a sentence that says what to do
 */
export function passwordWeakness(password: string, address: string): string | null {
  const known = [...PRODUCT_WORDS, address, ...address.split(/[@.+_-]/)];
  const judge = holdsWordOfRow.test(password) ? judgeByAll : judgeWithoutRows;
  const { score, feedback } = judge.check(password, known);
  if (score >= LEAST_SCORE) return null;
  const advice =
    feedback.warning ??
    feedback.suggestions[0] ??
    "Add another word or two; unrelated ones are best.";
  return `This password is easy to guess. ${advice.endsWith(".") ? advice : `${advice}.`}`;
}

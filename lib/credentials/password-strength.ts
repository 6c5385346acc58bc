import { type Options, ZxcvbnFactory } from "@zxcvbn-ts/core";
import * as common from "@zxcvbn-ts/language-common";
import * as english from "@zxcvbn-ts/language-en";
import type { Messages } from "@/messages/en";
import { oncePerProcess } from "../once-per-process";

// Runs in the browser, too, once somebody begins to type a new password: never import it there at
// load, for its words are 850 kB.

/**
 * What zxcvbn calls "safely unguessable: offline slow-hash attack" (its README) begins here, but
 * for eight random characters: it counts ten for each, and asks for a few more.
 */
export const LEAST_GUESSES = 1e8;

// zxcvbn works on the event loop, and its work grows with the square of the length and with
// each spelling in leet: 128 hostile characters held everybody up for more than a second.
// What is hard to guess after 40 characters stays so, and few spellings tell enough.
const LONGEST_JUDGED = 40;
const MOST_LEET_SPELLINGS = 10;

const PRODUCT_WORDS = ["latchkey", "latch", "key"];

/** What makes a password easy to guess, by the key of the text that says what to do. */
export type PasswordAdvice = keyof Messages["passwordAdvice"];

type Warnings = Options["translations"]["warnings"];

/** zxcvbn's warnings by their keys, which are those of our texts. */
const warnings = Object.fromEntries(
  Object.keys(english.translations.warnings).map((key) => [key, key]),
) as unknown as Warnings;

/** All but the words. */
export const settings = {
  graphs: common.adjacencyGraphs,
  translations: { ...english.translations, warnings },
  maxLength: LONGEST_JUDGED,
  l33tMaxSubstitutions: MOST_LEET_SPELLINGS,
};

/** All lists of words that zxcvbn has, by its names for them. */
const lists = Object.entries({ ...common.dictionary, ...english.dictionary });

/** Days, colours, signs and other words that everybody knows in their order. */
const ROWS = "rows";

/** The one of our dictionaries that a list goes into. The advice depends on these names. */
function dictionaryOf(list: string, words: string[]): string {
  if (words.length < 1_000) return ROWS;
  if (list.startsWith("passwords")) return "passwords";
  return /^(first|last)names/.test(list) ? "names" : "wikipedia and other words";
}

/** Without a prototype, in which zxcvbn would find the word "constructor". */
const noRanks = () => Object.create(null) as Record<string, number>;

/**
 * zxcvbn with four dictionaries instead of its twenty, in each of which it would look every part
 * of every password up. A word keeps the best rank that a list gives it. So the guesses are the
 * same, for a third of the CPU time. zxcvbn makes dictionaries of lists only, where the rank is
 * the place in the list; ranks of our own go straight into its options.
 */
function mergeDictionaries(): ZxcvbnFactory {
  const judge = new ZxcvbnFactory({ ...settings, dictionary: {} });
  const { options } = judge as unknown as { options: Options };
  for (const [list, words] of lists) {
    const name = dictionaryOf(list, words);
    const ranks = (options.rankedDictionaries[name] ??= noRanks());
    let longest = options.rankedDictionariesMaxWordSize[name] ?? 0;
    words.forEach((word, place) => {
      ranks[word] = Math.min(ranks[word] ?? Infinity, place + 1);
      longest = Math.max(longest, word.length);
    });
    options.rankedDictionariesMaxWordSize[name] = longest;
  }
  options.wordSequenceNames = [ROWS];
  return judge;
}

/** What somebody who attacks this very account would try first. */
export function knownWords(address: string): string[] {
  return [...PRODUCT_WORDS, address, ...address.split(/[@.+_-]/)];
}

/**
 * Whether a password is hard to guess for somebody who knows the address and the
 * product's name.
 *
 * @returns null when it is; else what to do
 */
export function passwordWeakness(password: string, address: string): PasswordAdvice | null {
  const judge = oncePerProcess("password strength", mergeDictionaries);
  const { guesses, feedback } = judge.check(password, knownWords(address));
  if (guesses >= LEAST_GUESSES) return null;
  return (feedback.warning as PasswordAdvice | null) ?? "addWords";
}

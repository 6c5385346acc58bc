import { seededRandom } from "../chaos/seeded-random";

/** Chance as histories need it: the same for the same number. */
export interface Chance {
  /** From `least` up to, not including, `most`. */
  between(least: number, most: number): number;
  oneOf<T>(choices: readonly T[]): T;
  /** True in `share` of all cases. */
  happens(share: number): boolean;
  /** One of the keys, each as often as its weight says. */
  byWeight<T>(choices: readonly (readonly [T, number])[]): T;
  /** A wait around `median`: often shorter, sometimes very much longer (log-normal). */
  wait(median: number, spread?: number): number;
}

export function makeChance(seed: number): Chance {
  const { between, oneOf } = seededRandom(seed);
  return {
    between,
    oneOf,
    happens: (share) => between(0, 1) < share,
    byWeight: (choices) => {
      const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
      let left = between(0, total);
      const found = choices.find(([, weight]) => (left -= weight) < 0) ?? choices.at(-1);
      if (!found) throw new Error("There is nothing to choose from.");
      return found[0];
    },
    wait: (median, spread = 1) => {
      const normal =
        Math.sqrt(-2 * Math.log(1 - between(0, 1))) * Math.cos(2 * Math.PI * between(0, 1));
      return median * Math.exp(spread * normal);
    },
  };
}

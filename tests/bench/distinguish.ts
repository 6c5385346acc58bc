/** Terms of the series below; the tenth is smaller than 1e-20 wherever it is used. */
const TERMS = 10;

/** Below this the series needs more terms than there is reason to add: nothing differs. */
const LEAST_LAMBDA = 0.3;

/** The largest distance between the distribution functions of two samples, from 0 to 1. */
function distance(first: number[], second: number[]): number {
  const [a, b] = [first.toSorted((x, y) => x - y), second.toSorted((x, y) => x - y)];
  let [i, j, largest] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i] ?? Infinity, b[j] ?? Infinity);
    while (a[i] === value) i += 1;
    while (b[j] === value) j += 1;
    largest = Math.max(largest, Math.abs(i / a.length - j / b.length));
  }
  return largest;
}

/**
 * How likely two samples lie at least so far apart when they come from one distribution:
 * the Kolmogorov-Smirnov test of two samples, by Stephens' approximation (Numerical Recipes,
 * 3rd edition, 14.3.3), good from a dozen values on.
 */
export function sameDistribution(first: number[], second: number[]): number {
  const effective = Math.sqrt((first.length * second.length) / (first.length + second.length));
  const lambda = (effective + 0.12 + 0.11 / effective) * distance(first, second);
  if (lambda < LEAST_LAMBDA) return 1;
  let sum = 0;
  for (let k = 1; k <= TERMS; k += 1) sum += (-1) ** (k - 1) * Math.exp(-2 * (k * lambda) ** 2);
  return Math.min(1, Math.max(0, 2 * sum));
}

/**
 * The least shift of a whole sample, in steps of `step`, that the test would find at that level.
 */
export function leastShiftFound(sample: number[], level: number, step: number): number {
  for (let n = 1; ; n += 1) {
    const shifted = sample.map((value) => value + n * step);
    if (sameDistribution(sample, shifted) < level) return n * step;
  }
}

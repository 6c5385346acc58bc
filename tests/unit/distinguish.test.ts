import { expect, test } from "vitest";
import { leastShiftFound, sameDistribution } from "../bench/distinguish";

const countTo = (n: number, offset = 0) => Array.from({ length: n }, (_, i) => i + offset);

// Tables of the Kolmogorov distribution: P(λ > 1.36) is 0.049, P(λ > 1.63) is 0.0099. Of two
// hundred values each, shifted by d, the distance is d / 200, and λ = (10 + 0.131) · d / 200.
test.each([
  [200, 0, 1],
  [200, 27, 0.0475],
  [200, 32, 0.0105],
  [200, 60, 1.9e-8],
])("of %i values a shift by %i has the probability of the tables", (n, shift, expected) => {
  const found = sameDistribution(countTo(n), countTo(n, shift));
  expect(found / expected).toBeGreaterThan(0.98);
  expect(found / expected).toBeLessThan(1.02);
});

test("samples of different size and many equal values are compared by what they hold", () => {
  const coin = countTo(100).map((n) => n % 2);
  expect(
    sameDistribution(
      coin,
      countTo(40).map((n) => n % 2),
    ),
  ).toBe(1);
  expect(
    sameDistribution(
      coin,
      countTo(40).map(() => 1),
    ),
  ).toBeLessThan(1e-5);
});

test("samples that do not overlap are told apart, however small the gap", () => {
  const narrow = countTo(50).map((n) => 12 + n / 1e6);
  expect(
    sameDistribution(
      narrow,
      narrow.map((value) => value + 0.001),
    ),
  ).toBeLessThan(1e-9);
});

test("the least shift that is found is found, and a step less is not", () => {
  const sample = countTo(100).map((n) => n / 100);
  const least = leastShiftFound(sample, 0.001, 0.01);
  const shifted = (by: number) => sample.map((value) => value + by);
  expect(sameDistribution(sample, shifted(least))).toBeLessThan(0.001);
  expect(sameDistribution(sample, shifted(least - 0.01))).toBeGreaterThanOrEqual(0.001);
});

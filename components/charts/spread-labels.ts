/**
 * Moves labels apart that would lie on each other, as little as need be and without changing
 * their order, and keeps them above `bottom` where there is room.
 *
 * @param wanted where each label would best be, from the top
 */
export function spreadLabels(wanted: readonly number[], gap: number, bottom: number): number[] {
  const order = wanted.map((_, index) => index).toSorted((a, b) => wanted[a]! - wanted[b]!);
  const placed = [...wanted];
  let free = -Infinity;
  for (const index of order) {
    placed[index] = Math.max(wanted[index]!, free);
    free = placed[index] + gap;
  }
  let limit = bottom;
  for (const index of order.toReversed()) {
    placed[index] = Math.min(placed[index]!, limit);
    limit = placed[index] - gap;
  }
  return placed;
}

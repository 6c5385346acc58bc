/** Where on a busy machine, by experience, medians of few rounds come to lie by chance. */
const BOUND = 1.35;

const LEAST_ROUNDS = 15;
const MOST_ROUNDS = 75;
const ROUNDS_BETWEEN_LOOKS = 5;

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/**
 * Compares how long things take on a machine that does much else meanwhile. In each round all
 * of them are measured, one soon after the other and in an order that moves on, and each is
 * compared with the round's median, so that a slow moment is slow for all. Where chance puts
 * one apart more rounds put it back; what really differs stays apart.
 *
 * @param measure returns milliseconds
 * @returns the names of those whose median ratio lies out of bounds, and their ratios
 */
export async function tellApart<Name extends string>(
  names: readonly Name[],
  measure: (name: Name) => Promise<number>,
): Promise<[Name, number][]> {
  const ratios = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 1; ; round += 1) {
    const first = round % names.length;
    const times = new Map<Name, number>();
    for (const name of [...names.slice(first), ...names.slice(0, first)])
      times.set(name, await measure(name));
    const usual = median([...times.values()]);
    for (const [name, time] of times) ratios.get(name)?.push(time / usual);
    if (round < LEAST_ROUNDS || round % ROUNDS_BETWEEN_LOOKS > 0) continue;
    const apart = [...ratios]
      .map(([name, each]): [Name, number] => [name, median(each)])
      .filter(([, ratio]) => ratio > BOUND || ratio < 1 / BOUND);
    if (apart.length === 0 || round >= MOST_ROUNDS) return apart;
  }
}

import { setTimeout as delay } from "node:timers/promises";
import type { Part } from "./part";
import type { Chance } from "./seeded-random";

export interface Killing {
  chance: Chance;
  /** Each part is killed so often at least. */
  atLeast: number;
  /** Milliseconds from a recovery to the next kill: at least, and at most. */
  gapMs: [number, number];
}

/** How long a part stays dead at most; then it is started again. */
const LONGEST_DEATH_MS = 1_500;
/** One kill in so many takes two parts at once. */
const ONE_IN = 4;

/**
 * Kills parts at random moments and starts them again. No part gets far ahead of the others,
 * so that each has its turn. In the end all of them run.
 */
export async function killAtRandom(parts: readonly Part[], killing: Killing): Promise<void> {
  const { chance, atLeast, gapMs } = killing;
  while (parts.some((part) => part.kills() < atLeast)) {
    await delay(chance.between(...gapMs));
    await Promise.all(
      chooseVictims(parts, chance).map(async (part) => {
        const deadForMs = chance.between(0, LONGEST_DEATH_MS);
        await part.kill();
        await delay(deadForMs);
        await part.start();
      }),
    );
  }
}

function chooseVictims(parts: readonly Part[], chance: Chance): Part[] {
  const fewest = Math.min(...parts.map((part) => part.kills()));
  const first = chance.oneOf(parts.filter((part) => part.kills() <= fewest + 1));
  if (chance.between(0, ONE_IN) >= 1) return [first];
  return [first, chance.oneOf(parts.filter((part) => part !== first))];
}

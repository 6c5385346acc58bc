import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { oncePerProcess } from "../../once-per-process";
import { MAX_TURNS } from "../attempt-times";

/** A process that was busy for longer has missed its turn, and would crowd the next ones. */
const LATE_MS = 50;

/** Turns in a row: the first after a wait, the others in steps of an interval. */
export type Turns = {
  /** How many there are; fewer than wanted, or none, when more wait than may go soon. */
  given: number;
  firstInMs: number;
  intervalMs: number;
};

type Waiting = { resolve: (turnAt: number) => void; reject: (error: unknown) => void };

/**
 * Makes a wait for a turn to send, of which all processes together have so many a second. All who
 * wait in one process share one exchange with the database.
 *
 * @param name of the queue, one for each process
 * @param reserve asks the database for turns
 * @param refuse what those are told who get none
 * @returns waits for a turn, a few seconds at most. A process that is always late goes all the same
 */
export function slotQueue<Given extends Turns>(
  name: string,
  reserve: (wanted: number) => Promise<Given>,
  refuse: (turns: Given) => Error,
): () => Promise<void> {
  const queue = oncePerProcess<{ waiting: Waiting[]; isServing: boolean }>(name, () => ({
    waiting: [],
    isServing: false,
  }));

  async function serve(): Promise<void> {
    queue.isServing = true;
    while (queue.waiting.length > 0) {
      const group = queue.waiting;
      queue.waiting = [];
      try {
        const turns = await reserve(group.length);
        const { given, firstInMs, intervalMs } = turns;
        const firstAt = performance.now() + firstInMs;
        group.slice(0, given).forEach(({ resolve }, n) => resolve(firstAt + n * intervalMs));
        const refusal = refuse(turns);
        group.slice(given).forEach(({ reject }) => reject(refusal));
      } catch (error) {
        group.forEach(({ reject }) => reject(error));
      }
    }
    queue.isServing = false;
  }

  const nextTurn = () =>
    new Promise<number>((resolve, reject) => {
      queue.waiting.push({ resolve, reject });
      if (!queue.isServing) void serve();
    });

  return async () => {
    for (let turn = 1; ; turn += 1) {
      const turnAt = await nextTurn();
      const waitMs = turnAt - performance.now();
      if (waitMs > 0) await sleep(waitMs);
      if (performance.now() - turnAt < LATE_MS || turn === MAX_TURNS) return;
    }
  };
}

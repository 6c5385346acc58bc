import { setTimeout as delay } from "node:timers/promises";

/**
 * Asks again and again until there is an answer, and returns it. "Not yet" is undefined,
 * null or false. Fails at the deadline, saying what it was waiting for.
 */
export async function poll<T>(
  what: string,
  ask: () => T | Promise<T>,
  options: { deadlineMs?: number; intervalMs?: number } = {},
): Promise<Exclude<T, undefined | null | false>> {
  const { deadlineMs = 20_000, intervalMs = 25 } = options;
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false) {
      return answer as Exclude<T, undefined | null | false>;
    }
    if (Date.now() >= deadline) throw new Error(`Waited ${deadlineMs} ms in vain for ${what}.`);
    await delay(intervalMs);
  }
}

import { setTimeout as delay } from "node:timers/promises";

/**
 * Waits until a URL answers with a success. Gives up at the deadline, or as soon as
 * `isHopeless` says that nobody is left to answer.
 */
export async function untilAnswers(
  url: string,
  options: { deadlineMs: number; isHopeless?: () => boolean },
): Promise<void> {
  const deadline = Date.now() + options.deadlineMs;
  let last = "no answer";
  while (Date.now() < deadline && options.isHopeless?.() !== true) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(options.deadlineMs) });
      await response.arrayBuffer();
      if (response.ok) return;
      last = `status ${response.status}`;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await delay(50);
  }
  throw new Error(`${url} did not come up (${last}).`);
}

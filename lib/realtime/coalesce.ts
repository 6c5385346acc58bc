import { setImmediate as turn } from "node:timers/promises";

/**
 * Calls that are made in one turn, or while `work` runs, become one more run after it: an older
 * result never comes last. `work` must not throw.
 */
export function coalesce(work: () => Promise<void>): () => void {
  let [isAsked, isRunning] = [false, false];
  const run = async () => {
    isRunning = true;
    await turn();
    while (isAsked) {
      isAsked = false;
      await work();
    }
    isRunning = false;
  };
  return () => {
    isAsked = true;
    if (!isRunning) void run();
  };
}

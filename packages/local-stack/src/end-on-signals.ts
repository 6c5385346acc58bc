import { watchLauncher } from "./processes/watch-launcher";

/** npm and tsx pass Ctrl-C on, so one press arrives several times, but close together. */
const SAME_PRESS_MS = 1_000;

export interface Ending {
  /** Names something to do at the end; the last named is done first. */
  afterwards(work: () => void | Promise<void>): void;
  /** Ends everything with an exit code. */
  finish(exitCode: number): void;
  /** Says what went wrong, and ends everything with a failure. */
  fail(reason: string): void;
}

/**
 * Ends this process in order: at the first Ctrl-C (or hang-up, or request to end, or when
 * the "npm run" above it is gone) what was named is undone, at the second it dies at once.
 * A server that is told to stop has done its job; a job that is cut off has not, so it
 * names another exit code.
 */
export function endOnSignals(exitCodeOnSignal = 0): Ending {
  const work: (() => void | Promise<void>)[] = [];
  let isEnding = false;
  let pressedAt = 0;

  const end = async (exitCode: number) => {
    if (isEnding) return;
    isEnding = true;
    process.exitCode = exitCode;
    for (let next = work.pop(); next !== undefined; next = work.pop()) {
      await Promise.resolve(next()).catch((error: unknown) => {
        process.exitCode = 1;
        console.error(error);
      });
    }
    process.exit();
  };

  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (Date.now() - pressedAt < SAME_PRESS_MS) return;
      if (isEnding) {
        console.error("Ended at once. The next start cleans up.");
        process.exit(1);
      }
      pressedAt = Date.now();
      console.log("\nStopping …");
      void end(exitCodeOnSignal);
    });
  }
  watchLauncher(() => void end(1));
  return {
    // What starts while everything ends is ended at once.
    afterwards: (each) => void (isEnding ? each() : work.push(each)),
    finish: (exitCode) => void end(exitCode),
    fail: (reason) => {
      if (isEnding) return;
      console.error(`\n${reason}\n`);
      void end(1);
    },
  };
}

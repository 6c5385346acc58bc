export interface Ending {
  /** Names something to do at the end; the last named is done first. */
  afterwards(work: () => void | Promise<void>): void;
  /** Ends everything with an exit code. */
  finish(exitCode: number): void;
  /** Says what went wrong, and ends everything with a failure. */
  fail(reason: string): void;
}

/**
 * Ends this process in order: at the first Ctrl-C (or hang-up, or request to end) what
 * was named is undone, at the second it dies at once.
 */
export function endOnSignals(): Ending {
  const work: (() => void | Promise<void>)[] = [];
  let isEnding = false;

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
      if (isEnding) {
        console.error("Ended at once. The next start cleans up.");
        process.exit(1);
      }
      console.log("\nStopping …");
      void end(0);
    });
  }
  return {
    afterwards: (each) => void work.push(each),
    finish: (exitCode) => void end(exitCode),
    fail: (reason) => {
      if (isEnding) return;
      console.error(`\n${reason}\n`);
      void end(1);
    },
  };
}

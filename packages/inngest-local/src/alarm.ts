/** Wakes a loop that waits for something to do. */
export interface Alarm {
  ring(): void;
  /** Rings in so many milliseconds, once for all who ask until then. */
  ringWithin(ms: number): void;
  /**
   * Returns at the next ring, at once after one that nobody waited for, or when the time is over.
   */
  wait(ms: number): Promise<void>;
}

export function createAlarm(): Alarm {
  let rung = false;
  let wakeUp: (() => void) | undefined;
  let later: NodeJS.Timeout | undefined;

  function ring(): void {
    clearTimeout(later);
    later = undefined;
    rung = true;
    wakeUp?.();
  }

  return {
    ring,
    ringWithin: (ms) => {
      later ??= setTimeout(ring, ms);
    },
    wait: async (ms) => {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wakeUp = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wakeUp = undefined;
      }
      rung = false;
    },
  };
}

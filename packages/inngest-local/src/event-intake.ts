import type { Context } from "./context";
import type { Database } from "./database";
import { createGroupCommit } from "./group-commit";
import { takeIn } from "./held-events";
import { throughOutages } from "./outage";
import type { RunnerEvent } from "./runner-event";

/** Takes events in; the promise is kept when they are committed. */
export interface EventIntake {
  take(events: RunnerEvent[]): Promise<void>;
}

const POSTS_A_COMMIT = 200;
/** A hiccup is waited out; longer, and the sender is told, who repeats the POST. */
const PATIENCE_MS = 1_000;

export function createEventIntake(
  database: Database,
  context: Context,
  onTaken: () => void,
): EventIntake {
  const commits = createGroupCommit<RunnerEvent[], undefined>({
    most: POSTS_A_COMMIT,
    flush: async (posts) => {
      const patience = { signal: AbortSignal.timeout(PATIENCE_MS), log: () => undefined };
      // Safe to repeat: a run that an event has already started is not started again.
      await throughOutages(patience, () => takeIn(database, context, posts.flat()));
      onTaken();
      return posts.map(() => undefined);
    },
  });
  return {
    take: async (events) => {
      if (events.length > 0) await commits.submit(events);
    },
  };
}

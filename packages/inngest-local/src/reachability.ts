import type { Reply } from "./call-app";
import { UNREACHABLE_PAUSE_MS } from "./read-answer";

/** Apps that could not be reached a moment ago, by function. */
export interface Reachability {
  note(functionId: string, reply: Reply): void;
  /** Those of the functions that may be called now. */
  reachable(functionIds: readonly string[]): string[];
}

/** Leaves a function alone for a second when its app was not there. */
export function createReachability(now: () => number): Reachability {
  const pausedUntil = new Map<string, number>();
  return {
    note: (functionId, reply) => {
      if (reply.kind === "unreachable") pausedUntil.set(functionId, now() + UNREACHABLE_PAUSE_MS);
      else pausedUntil.delete(functionId);
    },
    reachable: (functionIds) => functionIds.filter((id) => (pausedUntil.get(id) ?? 0) <= now()),
  };
}

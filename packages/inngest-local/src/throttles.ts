import type { Queries } from "./database";
import { admit, type Rate } from "./gcra";
import { readArrivals } from "./rates";

/** What throttles have given so far, remembered from claim to claim. */
export interface Throttles {
  /** Learns what is stored of keys that were not seen before. */
  load(queries: Queries, keys: readonly string[]): Promise<void>;
  /** Whether the key lets a run start now; if so, that is counted. */
  admits(key: string, rate: Rate, nowMs: number): boolean;
  /** Keys with nothing to give yet. */
  blocked(nowMs: number): string[];
  /** When the first of them gives again; milliseconds since 1970, or Infinity. */
  nextMs(): number;
  /** The arrival times that changed since the last call, to be stored with the lease. */
  takeChanges(): Map<string, number>;
}

/** More keys than this are forgotten and read again, as after a start. */
const MOST_KEYS = 10_000;

export function createThrottles(): Throttles {
  const known = new Set<string>();
  const arrivals = new Map<string, number>();
  const blockedUntil = new Map<string, number>();
  let changes = new Map<string, number>();

  return {
    load: async (queries, keys) => {
      if (known.size > MOST_KEYS) {
        known.clear();
        arrivals.clear();
      }
      const unknown = keys.filter((key) => !known.has(key));
      if (unknown.length === 0) return;
      for (const [key, arrival] of await readArrivals(queries, unknown)) arrivals.set(key, arrival);
      for (const key of unknown) known.add(key);
    },
    admits: (key, rate, nowMs) => {
      if (blockedUntil.has(key)) return false;
      const admission = admit(rate, arrivals.get(key), nowMs);
      if (!admission.admitted) {
        blockedUntil.set(key, admission.retryAtMs);
        return false;
      }
      arrivals.set(key, admission.arrivalMs);
      changes.set(key, admission.arrivalMs);
      return true;
    },
    blocked: (nowMs) => {
      for (const [key, until] of blockedUntil) if (until <= nowMs) blockedUntil.delete(key);
      return [...blockedUntil.keys()];
    },
    nextMs: () => Math.min(...blockedUntil.values()),
    takeChanges: () => {
      const taken = changes;
      changes = new Map();
      return taken;
    },
  };
}

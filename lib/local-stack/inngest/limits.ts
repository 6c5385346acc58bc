import type { Context } from "./context";
import type { Queries, Statement } from "./database";
import { admit } from "./gcra";
import { readArrivals, writeArrivals } from "./rates";

/** A job that is due, with what its function's limits count it under. */
export interface Candidate {
  id: string;
  function_id: string;
  /** One entry for each concurrency limit of the function, in their order. */
  slots: string[];
  /** Only while the run has not started. */
  throttle_key: string | null;
}

/** The limits of one claim. */
export interface Limits {
  /** Those of the candidates that may go now, in their order; what they take is counted. */
  admit<C extends Candidate>(candidates: readonly C[], nowMs: number): Promise<C[]>;
  /** Slots that were found to have no room. */
  fullSlots(): string[];
  /** Keeps what throttled starts have taken. */
  save(): Promise<void>;
}

const SLOTS_IN_USE: Statement = {
  name: "slots-in-use",
  text: `
    SELECT slot, count(*)::int AS used FROM job, unnest(slots) AS slot
    WHERE lease_token IS NOT NULL AND due_at > $1 GROUP BY slot`,
};

interface SlotUse {
  slot: string;
  used: number;
}

/**
 * Concurrency is counted over the live leases, throttling by the stored arrival
 * times. A key found to have nothing to give is entered into `throttled` with its time.
 */
export function createLimits(
  queries: Queries,
  context: Context,
  throttled: Map<string, number>,
): Limits {
  let used: Map<string, number> | undefined;
  const full = new Set<string>();
  const arrivals = new Map<string, number>();
  const looked = new Set<string>();
  const changed = new Set<string>();

  async function load(candidates: readonly Candidate[], nowMs: number): Promise<void> {
    if (used === undefined && candidates.some((job) => job.slots.length > 0)) {
      const rows = await queries.query<SlotUse>(SLOTS_IN_USE, [new Date(nowMs)]);
      used = new Map(rows.map((row) => [row.slot, row.used]));
    }
    const keys = new Set(candidates.flatMap((job) => job.throttle_key ?? []));
    const unknown = [...keys].filter((key) => !looked.has(key));
    if (unknown.length === 0) return;
    for (const key of unknown) looked.add(key);
    for (const [key, arrival] of await readArrivals(queries, unknown)) arrivals.set(key, arrival);
  }

  function hasRoom(job: Candidate): boolean {
    const limits = context.catalog.find(job.function_id)?.concurrency ?? [];
    const taken = job.slots.filter(
      (slot, index) => (used?.get(slot) ?? 0) >= (limits[index]?.limit ?? Infinity),
    );
    for (const slot of taken) full.add(slot);
    return taken.length === 0;
  }

  function mayStart({ function_id, throttle_key: key }: Candidate, nowMs: number): boolean {
    const rate = context.catalog.find(function_id)?.throttle;
    if (key === null || rate === undefined) return true;
    if (throttled.has(key)) return false;
    const admission = admit(rate, arrivals.get(key), nowMs);
    if (!admission.admitted) {
      throttled.set(key, admission.retryAtMs);
      return false;
    }
    arrivals.set(key, admission.arrivalMs);
    changed.add(key);
    return true;
  }

  return {
    admit: async (candidates, nowMs) => {
      await load(candidates, nowMs);
      return candidates.filter((job) => {
        if (!hasRoom(job) || !mayStart(job, nowMs)) return false;
        for (const slot of job.slots) used?.set(slot, (used.get(slot) ?? 0) + 1);
        return true;
      });
    },
    fullSlots: () => [...full],
    save: () => writeArrivals(queries, new Map([...arrivals].filter(([key]) => changed.has(key)))),
  };
}

import type { Context } from "./context";
import type { Queries, Statement } from "./database";
import type { Throttles } from "./throttles";

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

/** Concurrency is counted over the live leases, throttling by what each key has given. */
export function createLimits(queries: Queries, context: Context, throttles: Throttles): Limits {
  let used: Map<string, number> | undefined;
  const full = new Set<string>();

  async function load(candidates: readonly Candidate[], nowMs: number): Promise<void> {
    const keys = candidates.flatMap((job) => job.throttle_key ?? []);
    await throttles.load(queries, [...new Set(keys)]);
    if (used !== undefined || candidates.every((job) => job.slots.length === 0)) return;
    const rows = await queries.query<SlotUse>(SLOTS_IN_USE, [new Date(nowMs)]);
    used = new Map(rows.map((row) => [row.slot, row.used]));
  }

  function hasRoom(job: Candidate): boolean {
    const limits = context.catalog.find(job.function_id)?.concurrency ?? [];
    const taken = job.slots.filter(
      (slot, index) => (used?.get(slot) ?? 0) >= (limits[index]?.limit ?? Infinity),
    );
    for (const slot of taken) full.add(slot);
    return taken.length === 0;
  }

  function mayStart(job: Candidate, nowMs: number): boolean {
    const rate = context.catalog.find(job.function_id)?.throttle;
    if (job.throttle_key === null || rate === undefined) return true;
    return throttles.admits(job.throttle_key, rate, nowMs);
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
  };
}

import { Cron } from "croner";
import type { Parsed } from "./parsed";

/** A schedule as a function declares it; `source` is its text, with any `TZ=`. */
export interface CronSchedule {
  source: string;
  /** The first tick after the given moment, or undefined when there is none. */
  next(after: Date): Date | undefined;
  /** The last tick that is not after the given moment. */
  latest(until: Date): Date | undefined;
}

const WITH_ZONE = /^(?:CRON_)?TZ=(\S+)\s+(.*)$/;

/** Reads five fields, `TZ=Area/City` before them, or one of the names like `@hourly`. */
export function parseCron(source: string): Parsed<CronSchedule> {
  const zoned = WITH_ZONE.exec(source.trim());
  const pattern = zoned?.[2] ?? source.trim();
  try {
    const cron = new Cron(pattern, { mode: "5-part", timezone: zoned?.[1] ?? "UTC", paused: true });
    // Croner finds a wrong time zone only when it computes.
    cron.nextRun();
    return { ok: true, value: scheduleOf(source, cron) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, reason: `the cron expression "${source}" cannot be read: ${reason}` };
  }
}

function scheduleOf(source: string, cron: Cron): CronSchedule {
  return {
    source,
    next: (after) => cron.nextRun(after) ?? undefined,
    // Croner looks strictly before its reference; a tick at that very moment counts here.
    latest: (until) => cron.previousRuns(1, new Date(until.getTime() + 1))[0],
  };
}

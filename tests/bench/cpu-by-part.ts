import { cpuOfMainThreads, cpuOfTree, readProcesses } from "./cpu-time";

/** Where CPU time goes. "threads" are the app's others: hashing, garbage collection, compiling. */
export const PARTS = ["main", "threads", "postgres", "runner", "ses", "client"] as const;

/** CPU milliseconds by part. */
export type CpuTimes = Record<(typeof PARTS)[number], number>;

/** The process of each part, with what it has started. */
export interface PartPids {
  app: number;
  postgres: number;
  /** The bench's own connection: what it asks is no work of the product. */
  ownBackend: number;
  runner: number;
  ses: number;
}

/** What each part has used since it started. */
export function readCpu({ app, postgres, ownBackend, runner, ses }: PartPids): CpuTimes {
  const processes = readProcesses();
  const main = cpuOfMainThreads(processes, app);
  const { user, system } = process.cpuUsage();
  return {
    main,
    threads: cpuOfTree(processes, app) - main,
    postgres: cpuOfTree(processes, postgres, ownBackend),
    runner: cpuOfTree(processes, runner),
    ses: cpuOfTree(processes, ses),
    client: (user + system) / 1_000,
  };
}

/** What was used between two times, for each of so many operations. */
export function cpuEach(before: CpuTimes, after: CpuTimes, count: number): CpuTimes {
  const parts = PARTS.map((part) => [part, (after[part] - before[part]) / count] as const);
  return Object.fromEntries(parts) as CpuTimes;
}

export const sumOfParts = (times: CpuTimes): number =>
  PARTS.reduce((sum, part) => sum + times[part], 0);

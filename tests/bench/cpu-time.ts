import { readdirSync, readFileSync } from "node:fs";

/** Linux counts CPU time for programs in hundredths of a second (USER_HZ). */
const MS_PER_TICK = 10;

/** One process or thread, as /proc tells of it. CPU times are milliseconds. */
export interface ProcStat {
  parent: number;
  own: number;
  /** Of the children that have ended and were waited for. */
  endedChildren: number;
}

/** Reads the text of /proc/<pid>/stat. The name in parentheses may hold anything. */
export function parseStat(text: string): ProcStat {
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [parent = NaN, user = NaN, system = NaN, childUser = NaN, childSystem = NaN] = [
    1, 11, 12, 13, 14,
  ].map((n) => Number(fields[n]));
  return {
    parent,
    own: (user + system) * MS_PER_TICK,
    endedChildren: (childUser + childSystem) * MS_PER_TICK,
  };
}

/** Null if it has ended meanwhile. */
function readStat(file: string): ProcStat | null {
  try {
    return parseStat(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

export type Processes = ReadonlyMap<number, ProcStat>;

export function readProcesses(): Processes {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const found = pids.map((pid) => [Number(pid), readStat(`/proc/${pid}/stat`)] as const);
  return new Map(found.filter((each): each is [number, ProcStat] => each[1] !== null));
}

/** A process and everything below it. */
export function findTree(processes: Processes, root: number): number[] {
  const children = [...processes].filter(([, { parent }]) => parent === root);
  return [root, ...children.flatMap(([pid]) => findTree(processes, pid))];
}

/** What a process and everything below it have used so far, those that ended included. */
export function cpuOfTree(processes: Processes, root: number, except?: number): number {
  return findTree(processes, root)
    .filter((pid) => pid !== except)
    .map((pid) => processes.get(pid))
    .reduce((sum, stat) => sum + (stat ? stat.own + stat.endedChildren : 0), 0);
}

/** What the main threads of a process and of those below it have used: Node.js runs JavaScript there. */
export function cpuOfMainThreads(processes: Processes, root: number): number {
  return findTree(processes, root)
    .map((pid) => readStat(`/proc/${pid}/task/${pid}/stat`))
    .reduce((sum, stat) => sum + (stat?.own ?? 0), 0);
}

/** What the whole machine has used so far, by whomever. */
export function cpuOfMachine(): number {
  const [line = ""] = readFileSync("/proc/stat", "utf8").split("\n");
  const [, user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = line
    .split(/\s+/)
    .map(Number);
  return (user + nice + system + irq + softirq + steal) * MS_PER_TICK;
}

/** Resident memory of a process and everything below it, in MB. */
export function residentMemory(root: number): number {
  const kilobytes = findTree(readProcesses(), root).map((pid) => {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0);
  });
  return kilobytes.reduce((sum, each) => sum + each, 0) / 1_024;
}

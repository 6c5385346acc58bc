import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { describeProcess } from "./processes/describe-process";

export interface InstanceLock {
  /** The last one that ran from here did not end in an orderly way. */
  followsCrash: boolean;
  release(): void;
}

/** One whose "npm run" was killed needs a moment to notice and to stop. */
const ENDING_PATIENCE_MS = 4_000;

/**
 * Lets one local stack at a time use a folder. Throws where one already runs; takes over
 * what a killed one left behind.
 */
export async function lockInstance(directory: string): Promise<InstanceLock> {
  mkdirSync(directory, { recursive: true });
  const file = path.join(directory, "running.pid");
  const previous = readPid(file);
  if (previous !== null && !(await hasEnded(previous))) {
    throw new Error(`Latchkey already runs from this folder (process ${previous}). Stop it first.`);
  }
  writeFileSync(file, `${process.pid}\n`);
  return { followsCrash: previous !== null, release: () => rmSync(file, { force: true }) };
}

async function hasEnded(pid: number): Promise<boolean> {
  const deadline = Date.now() + ENDING_PATIENCE_MS;
  while (isLocalStack(pid)) {
    if (Date.now() > deadline) return false;
    await delay(100);
  }
  return true;
}

function readPid(file: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(file, "utf8"), 10);
    return Number.isInteger(pid) && pid !== process.pid ? pid : null;
  } catch {
    return null;
  }
}

/** A process id is used again sooner or later, so the program has to fit too. */
function isLocalStack(pid: number): boolean {
  const command = describeProcess(pid);
  if (command === null) return false;
  return process.platform === "win32"
    ? command.toLowerCase() === "node.exe"
    : command.includes("local-stack");
}

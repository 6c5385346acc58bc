import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { tsxLoader } from "./tsx-loader";

const STOP_GRACE_MS = 8_000;
const endWithParent = pathToFileURL(path.join(import.meta.dirname, "end-with-parent.mjs")).href;

export interface ChildOptions {
  /** As messages call it. */
  name: string;
  /** A .ts or .js file, run by this very Node.js. */
  script: string;
  args?: string[];
  /** Options of Node.js itself. */
  nodeOptions?: string[];
  cwd: string;
  environment: Record<string, string | undefined>;
  /** A file that takes what the child says; without it, it goes to our own terminal. */
  logFile?: string;
  /** Called when the child ends without having been stopped. */
  onUnexpectedExit?: (reason: string) => void;
}

export interface RunningChild {
  pid: number;
  hasEnded(): boolean;
  /** Its exit code, once it has ended; 1 when a signal ended it. */
  untilEnded(): Promise<number>;
  /** Asks it to end, and ends it with all that it started when it does not. */
  stop(): Promise<void>;
  /** Ends it at once, as a crash would. */
  kill(): void;
}

/** Starts a Node.js program that ends when we do, however we end. */
export function startChild(options: ChildOptions): RunningChild {
  const output = options.logFile === undefined ? "inherit" : openLog(options.logFile);
  const preloads = [...(options.script.endsWith(".ts") ? [tsxLoader] : []), endWithParent];
  const child = spawn(
    process.execPath,
    [
      ...(options.nodeOptions ?? []),
      ...preloads.flatMap((file) => ["--import", file]),
      options.script,
      ...(options.args ?? []),
    ],
    {
      cwd: options.cwd,
      env: { ...definedOnly(options.environment), LOCAL_STACK_PID: String(process.pid) },
      stdio: ["ignore", output, output, "ipc"],
      // A group of its own, so that Ctrl-C reaches us alone and we stop all in order.
      detached: process.platform !== "win32",
      windowsHide: true,
    },
  );
  if (typeof output === "number") closeSync(output);
  let isStopping = false;
  child.once("error", (error) => options.onUnexpectedExit?.(`${options.name}: ${error.message}`));
  child.once("exit", (code, signal) => {
    if (!isStopping) options.onUnexpectedExit?.(describeExit(options, code, signal));
  });
  const ended = new Promise<number>((resolve) => {
    child.once("error", () => resolve(1));
    child.once("exit", (code) => {
      if (process.platform !== "win32") killTree(child);
      resolve(code ?? 1);
    });
  });
  return {
    pid: child.pid ?? 0,
    hasEnded: () => hasEnded(child),
    untilEnded: () => ended,
    stop: async () => {
      isStopping = true;
      await stop(child, ended);
    },
    kill: () => {
      isStopping = true;
      killTree(child);
    },
  };
}

function openLog(file: string): number {
  mkdirSync(path.dirname(file), { recursive: true });
  return openSync(file, "w", 0o600);
}

/** Node would pass a variable that is undefined on as the word "undefined". */
function definedOnly(variables: Record<string, string | undefined>): NodeJS.ProcessEnv {
  const defined = Object.entries(variables).filter(([, value]) => value !== undefined);
  return Object.fromEntries(defined) as NodeJS.ProcessEnv;
}

function describeExit(options: ChildOptions, code: number | null, signal: string | null): string {
  const reason = `${options.name} ended by itself (${signal ?? `code ${code}`}).`;
  if (options.logFile === undefined) return reason;
  return `${reason} Its last words, from ${options.logFile}:\n${lastWords(options.logFile)}`;
}

function lastWords(file: string): string {
  return readFileSync(file, "utf8").trimEnd().split("\n").slice(-15).join("\n");
}

async function stop(child: ChildProcess, ended: Promise<number>): Promise<void> {
  if (hasEnded(child)) return;
  if (process.platform === "win32") killTree(child);
  else child.kill("SIGTERM");
  const timer = setTimeout(() => killTree(child), STOP_GRACE_MS);
  await ended;
  clearTimeout(timer);
}

/** Ends the child and all that it started; some programs leave those behind. */
function killTree(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(child.pid), "/T", "/F"], { windowsHide: true });
    return;
  }
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // Nobody of its group is left.
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * The command line of a running process (on Windows only its program's name), or null
 * where there is no such process. Where the system will not say, an empty string.
 */
export function describeProcess(pid: number): string | null {
  if (!isRunning(pid)) return null;
  try {
    if (process.platform === "linux") {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    }
    if (process.platform === "win32") {
      const row = run("tasklist", ["/FI", `PID eq ${pid}`, "/FO", "CSV", "/NH"]);
      return row.split('"')[1] ?? "";
    }
    return run("ps", ["-o", "command=", "-p", String(pid)]).trim();
  } catch {
    return isRunning(pid) ? "" : null;
  }
}

function run(program: string, args: string[]): string {
  return execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, but belongs to somebody else.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

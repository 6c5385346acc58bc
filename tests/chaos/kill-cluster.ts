import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { chooseHome } from "@latchkey/local-stack/postgres/choose-home";
import { describeProcess } from "@latchkey/local-stack/processes/describe-process";
import { poll } from "@latchkey/testing/poll";

/**
 * Ends every process of a cluster's server at once, as a power cut does: none of them can
 * write down where it was. The next start recovers from what was flushed to the disk.
 */
export async function killCluster(directory: string): Promise<void> {
  const cluster = path.join(chooseHome(directory).directory, "cluster");
  const server = Number.parseInt(readFileSync(path.join(cluster, "postmaster.pid"), "utf8"), 10);
  if (!(describeProcess(server) ?? "").includes(cluster))
    throw new Error(`Process ${server} does not serve ${cluster}: it is left alone.`);
  // Stopped, it starts no further process while its children are looked up.
  send(server, "SIGSTOP");
  const processes = [server, ...childrenOf(server)];
  for (const pid of processes) send(pid, "SIGKILL");
  // A command line is empty once a process is dead and only waits to be noticed.
  await poll("PostgreSQL to be gone", () => processes.every((pid) => !describeProcess(pid)));
}

function childrenOf(parent: number): number[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).split("\n");
  return lines
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([pid, ppid]) => (ppid === parent && pid ? [pid] : []));
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

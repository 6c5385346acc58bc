import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { describeProcess } from "../processes/describe-process";
import type { PostgresHome } from "./choose-home";

const FAST_SHUTDOWN_DEADLINE_MS = 10_000;

/**
 * Stops the server of a cluster, whoever started it, and tells whether there was one.
 * The process is named by the cluster's postmaster.pid, which a crash leaves behind, so
 * it is ended only if its command line shows that it serves this very cluster.
 */
export async function stopCluster(home: PostgresHome, cluster: string): Promise<boolean> {
  const pidFile = path.join(cluster, "postmaster.pid");
  const pid = readPid(pidFile);
  if (pid === null) return false;
  if (!servesCluster(pid, cluster)) {
    rmSync(pidFile, { force: true });
    return false;
  }
  signal(home, cluster, pid, "fast");
  if (await isGone(pid, cluster)) return true;
  signal(home, cluster, pid, "immediate");
  if (await isGone(pid, cluster)) return true;
  throw new Error(`PostgreSQL (process ${pid}) does not stop. End it by hand, then start again.`);
}

function readPid(pidFile: string): number | null {
  if (!existsSync(pidFile)) return null;
  const pid = Number.parseInt(readFileSync(pidFile, "utf8"), 10);
  return Number.isInteger(pid) && pid > 0 ? pid : null;
}

function servesCluster(pid: number, cluster: string): boolean {
  const command = describeProcess(pid);
  if (command === null) return false;
  // Windows tells the program's name only.
  if (process.platform === "win32") return command.toLowerCase() === "postgres.exe";
  return command.includes("postgres") && command.includes(cluster);
}

function signal(home: PostgresHome, cluster: string, pid: number, mode: "fast" | "immediate") {
  if (process.platform === "win32") {
    // Windows has no signals; pg_ctl speaks to the server through a named pipe.
    spawnSync(home.binaries.pgCtl, ["stop", "-D", cluster, "-m", mode, "-W"], {
      windowsHide: true,
    });
    return;
  }
  try {
    process.kill(pid, mode === "fast" ? "SIGINT" : "SIGQUIT");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

async function isGone(pid: number, cluster: string): Promise<boolean> {
  const deadline = Date.now() + FAST_SHUTDOWN_DEADLINE_MS;
  while (Date.now() < deadline) {
    if (!servesCluster(pid, cluster)) return true;
    await delay(25);
  }
  return false;
}

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { describeProcess } from "../processes/describe-process";

const LISTENING = "0A";

/** Who listens on a TCP port of this machine, for a message; null where it cannot be seen. */
export function portHolder(port: number): string | null {
  const pid = holderPid(port);
  if (pid === null) return null;
  const command = describeProcess(pid);
  return `process ${pid}${command ? ` (${command.slice(0, 100)})` : ""}`;
}

function holderPid(port: number): number | null {
  try {
    if (process.platform === "linux") return pidFromProc(port);
    if (process.platform === "win32") return pidFromNetstat(port);
    const printed = run("lsof", ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-t"]);
    return toPid(printed.split("\n")[0]);
  } catch {
    // No such program, or not allowed to look: the message then names nobody.
    return null;
  }
}

/** Finds the listening socket's inode, then the process that has it open. */
function pidFromProc(port: number): number | null {
  const hexPort = port.toString(16).toUpperCase().padStart(4, "0");
  const sockets = new Set<string>();
  for (const table of ["/proc/net/tcp", "/proc/net/tcp6"]) {
    for (const row of readFileSync(table, "utf8").split("\n")) {
      const columns = row.trim().split(/\s+/);
      if (columns[1]?.endsWith(`:${hexPort}`) !== true || columns[3] !== LISTENING) continue;
      sockets.add(`socket:[${columns[9]}]`);
    }
  }
  const pid = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .find((name) => openFiles(name).some((file) => sockets.has(file)));
  return toPid(pid);
}

function openFiles(pid: string): string[] {
  const folder = `/proc/${pid}/fd`;
  return unlessGone(() => readdirSync(folder), []).map((fd) =>
    unlessGone(() => readlinkSync(`${folder}/${fd}`), ""),
  );
}

/** Processes and their files come and go while they are looked at, or are not ours to see. */
function unlessGone<T>(look: () => T, otherwise: T): T {
  try {
    return look();
  } catch {
    return otherwise;
  }
}

function pidFromNetstat(port: number): number | null {
  const row = run("netstat", ["-ano", "-p", "TCP"])
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .find((columns) => columns[1]?.endsWith(`:${port}`) && columns[3] === "LISTENING");
  return toPid(row?.[4]);
}

function toPid(text: string | undefined): number | null {
  const pid = Number.parseInt(text ?? "", 10);
  return Number.isInteger(pid) ? pid : null;
}

function run(program: string, args: string[]): string {
  return execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}

import { spawn, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** A TypeScript program as a process of its own, to be killed in the middle of its work. */
export interface Child {
  kill(signal: NodeJS.Signals): Promise<number | null>;
  output(): string;
}

export function startChild(file: URL, env: Record<string, string>): Child {
  const child = spawn(process.execPath, ["--import", "tsx", fileURLToPath(file)], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  return { kill: (signal) => kill(child, signal), output: () => output };
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  child.kill(signal);
  return exited;
}
